package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.close.Ending;
import dev.hawser.close.Role;
import dev.hawser.close.Unreachability;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** An accepted socket until it is a link or refused. */
class AcceptDoorTest {
  private static final Duration HANDSHAKE = LinkOptions.DEFAULT.deadlines().handshake();
  private static final Duration CLOSE = LinkOptions.DEFAULT.deadlines().close();
  private static final Duration TICK = Duration.ofMillis(1);

  private final HandTimers timers = new HandTimers();
  private final HandThread thread = new HandThread();
  private final LinkPlace place = new LinkPlace(thread, timers, () -> 1);
  private final Recorder listener = new Recorder();
  private final List<UpgradeRequest> asked = new ArrayList<>();
  private final CompletableFuture<Admission> decision = new CompletableFuture<>();
  private final Socket socket = new Socket();

  /** The adapter's side: it writes down what it is told. */
  private final class Socket implements AcceptWire {
    final List<String> told = new ArrayList<>();
    HttpAnswer refusal;
    Headers headers;
    FakeWire wire = new FakeWire(Role.SERVER);
    ByteDoor door;
    Consumer<Upgrade> upgrading = upgrade -> door = upgrade.bytes(wire);

    @Override
    public String remoteAddress() {
      return "192.0.2.9:50000";
    }

    @Override
    public boolean secure() {
      return true;
    }

    @Override
    public void refuse(HttpAnswer answer) {
      told.add("refuse " + answer.status());
      refusal = answer;
    }

    @Override
    public void upgrade(Headers answer, Upgrade upgrade) {
      told.add("upgrade");
      headers = answer;
      upgrading.accept(upgrade);
      assertThat(listener.told).isEmpty();
    }

    @Override
    public void drop() {
      told.add("drop");
    }
  }

  private CompletionStage<Admission> decide(UpgradeRequest request) {
    asked.add(request);
    return decision;
  }

  private final AcceptDoor door = AcceptDoor.of(this::decide, LinkOptions.DEFAULT, place, socket);

  private void advance(Duration by) {
    timers.advance(by, thread::run);
  }

  private void ask(Headers headers) {
    thread.inside(() -> door.request("GET", "/chat?room=1", "HTTP/1.1", headers));
    thread.run();
  }

  private Admission.Accept accept(String subprotocol, Headers more) {
    return new Admission.Accept(subprotocol, more, listener, LinkOptions.DEFAULT);
  }

  private void decided(Admission admission) {
    decision.complete(admission);
    thread.run();
  }

  @Test
  void anAcceptedRequestBecomesAnOpenLink() {
    ask(ByteRig.requestHeaders().with("Sec-WebSocket-Protocol", "v2, v1"));
    UpgradeRequest request = asked.get(0);
    assertThat(request.target()).isEqualTo("/chat?room=1");
    assertThat(request.subprotocols()).containsExactly("v2", "v1");
    assertThat(request.remoteAddress()).isEqualTo("192.0.2.9:50000");
    assertThat(request.secure()).isTrue();
    decided(accept("v1", Headers.of("X-Node", "a")));
    assertThat(socket.told).containsExactly("upgrade");
    assertThat(socket.headers.first("Sec-WebSocket-Accept"))
        .isEqualTo("ICX+Yqv66kxgM0FcWaLWlFLwTAI=");
    assertThat(socket.headers.first("Sec-WebSocket-Protocol")).isEqualTo("v1");
    assertThat(socket.headers.first("X-Node")).isEqualTo("a");
    assertThat(listener.told).containsExactly("open");
    assertThat(listener.info.subprotocol()).isEqualTo("v1");
    assertThat(listener.info.headers().first("Host")).isEqualTo("example.test");
    assertThat(listener.info.remoteAddress()).isEqualTo("192.0.2.9:50000");
  }

  @Test
  void theLinkOfAnAcceptedSocketKnowsItsPathAndPeer() {
    advance(Duration.ofSeconds(2));
    ask(ByteRig.requestHeaders());
    decided(accept("", Headers.empty()));
    socket.door.link().abort();
    thread.run();
    assertThat(listener.ending.facts().role()).isEqualTo(Role.SERVER);
    assertThat(listener.ending.facts().peer().target()).isEqualTo("/chat");
    assertThat(listener.ending.facts().peer().address()).isEqualTo("192.0.2.9:50000");
    assertThat(listener.ending.facts().peer().answer().status()).isEqualTo(101);
    assertThat(listener.ending.facts().timeline().handshaking()).isEqualTo(Duration.ofSeconds(2));
    assertThat(timers.waiting()).isZero();
  }

  @Test
  void aRefusalIsExactlyWhatTheAcceptorSaid() {
    HttpAnswer no =
        new HttpAnswer(503, Headers.of("Retry-After", "9"), ByteBuffer.wrap(new byte[] {1}));
    ask(ByteRig.requestHeaders());
    decided(new Admission.Refuse(no));
    assertThat(socket.told).containsExactly("refuse 503");
    assertThat(socket.refusal).isSameAs(no);
    assertThat(listener.told).isEmpty();
  }

  @Test
  void whatIsNoUpgradeIsRefusedWithoutAskingAnybody() {
    ask(Headers.of("Host", "example.test"));
    assertThat(socket.told).containsExactly("refuse 426");
    assertThat(asked).isEmpty();
  }

  @Test
  void aMalformedRequestIsRefused() {
    thread.inside(() -> door.malformed(431, "header fields over 16384 bytes"));
    assertThat(socket.told).containsExactly("refuse 431");
    assertThat(socket.refusal.bodyText()).isEqualTo("header fields over 16384 bytes\n");
    thread.inside(() -> door.malformed(400, "more of it"));
    ask(ByteRig.requestHeaders());
    assertThat(socket.told).containsExactly("refuse 431");
  }

  @Test
  void aFailedOrThrownDecisionIs500() {
    ask(ByteRig.requestHeaders());
    decision.completeExceptionally(new IllegalStateException("database"));
    thread.run();
    assertThat(socket.told).containsExactly("refuse 500");
    assertThat(socket.refusal.bodyText()).doesNotContain("database");
    Socket other = new Socket();
    AcceptDoor throwing =
        AcceptDoor.of(
            request -> {
              throw new IllegalStateException("bug");
            },
            LinkOptions.DEFAULT,
            place,
            other);
    thread.inside(() -> throwing.request("GET", "/", "HTTP/1.1", ByteRig.requestHeaders()));
    assertThat(other.told).containsExactly("refuse 500");
  }

  @Test
  void termsThatTheHandshakeForbidsAre500() {
    ask(ByteRig.requestHeaders());
    decided(accept("never offered", Headers.empty()));
    assertThat(socket.told).containsExactly("refuse 500");
    assertThat(listener.told).containsExactly("end");
  }

  @Test
  void aDecisionThatTakesLongerThanTheHandshakeTimeoutIs503() {
    advance(HANDSHAKE.minus(TICK));
    ask(ByteRig.requestHeaders());
    advance(HANDSHAKE.minus(TICK));
    assertThat(socket.told).isEmpty();
    advance(TICK);
    assertThat(socket.told).containsExactly("refuse 503");
    decided(accept("", Headers.empty()));
    assertThat(socket.told).containsExactly("refuse 503");
    assertThat(listener.told).containsExactly("end");
  }

  @Test
  void aRequestThatIsNotCompleteInTimeIsDropped() {
    advance(HANDSHAKE.minus(TICK));
    assertThat(socket.told).isEmpty();
    advance(TICK);
    assertThat(socket.told).containsExactly("drop");
    ask(ByteRig.requestHeaders());
    assertThat(asked).isEmpty();
  }

  @Test
  void aRefusedPeerThatStaysIsDroppedAfterTheCloseTimeout() {
    ask(Headers.of("Host", "example.test"));
    advance(CLOSE.minus(TICK));
    assertThat(socket.told).containsExactly("refuse 426");
    advance(TICK);
    assertThat(socket.told).containsExactly("refuse 426", "drop");
    assertThat(timers.waiting()).isZero();
  }

  @Test
  void aPeerThatLeftIsNotAnswered() {
    ask(ByteRig.requestHeaders());
    thread.inside(door::gone);
    decided(accept("", Headers.empty()));
    advance(HANDSHAKE.multipliedBy(3));
    assertThat(socket.told).isEmpty();
    assertThat(timers.waiting()).isZero();
  }

  @Test
  void onlyTheFirstRequestCounts() {
    ask(ByteRig.requestHeaders());
    ask(ByteRig.requestHeaders());
    assertThat(asked).hasSize(1);
  }

  @Test
  void anAdapterMakesTheLinkOnceAndWithinTheCall() {
    socket.upgrading = upgrade -> {};
    ask(ByteRig.requestHeaders());
    assertThatThrownBy(() -> decided(accept("", Headers.empty())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("made no link");
    Upgrade[] kept = new Upgrade[1];
    Socket other = new Socket();
    other.upgrading =
        upgrade -> {
          kept[0] = upgrade;
          other.door = upgrade.bytes(other.wire);
        };
    Admission yes = accept("", Headers.empty());
    AcceptDoor second =
        AcceptDoor.of(
            r -> CompletableFuture.completedFuture(yes), LinkOptions.DEFAULT, place, other);
    thread.inside(() -> second.request("GET", "/", "HTTP/1.1", ByteRig.requestHeaders()));
    assertThatThrownBy(() -> kept[0].bytes(other.wire)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whoeverWasToHaveTheLinkOfAPeerThatLeftIsToldItsEnd() {
    ask(ByteRig.requestHeaders());
    advance(Duration.ofSeconds(3));
    thread.inside(door::gone);
    decided(accept("", Headers.empty()));
    assertThat(listener.told).containsExactly("end");
    assertThat(listener.ending.opened()).isFalse();
    Ending.Unreachable ending = (Ending.Unreachable) listener.ending;
    assertThat(ending.kind()).isEqualTo(Unreachability.LOST);
    assertThat(ending.text()).isEqualTo("the client was gone, or refused, before it was accepted");
    assertThat(ending.facts().peer().target()).isEqualTo("/chat");
    assertThat(ending.facts().peer().address()).isEqualTo("192.0.2.9:50000");
    assertThat(ending.facts().timeline().handshaking()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aRefusalThatCameTooLateIsNobodysBusiness() {
    ask(ByteRig.requestHeaders());
    thread.inside(door::gone);
    decided(new Admission.Refuse(HttpAnswer.of(503, Headers.empty())));
    assertThat(listener.told).isEmpty();
    assertThat(socket.told).isEmpty();
  }

  private AcceptDoor choosy(UnaryOperator<HttpAnswer> own) {
    Acceptor acceptor =
        new Acceptor() {
          @Override
          public CompletionStage<Admission> decide(UpgradeRequest request) {
            return decision;
          }

          @Override
          public HttpAnswer undecided(Headers headers, HttpAnswer proposed) {
            socket.told.add("asked by " + headers.first("Host"));
            return own.apply(proposed);
          }
        };
    return AcceptDoor.of(acceptor, LinkOptions.DEFAULT, place, socket);
  }

  @Test
  void theAcceptorWordsWhatIsAnsweredWhereNothingWasDecided() {
    HttpAnswer own = HttpAnswer.of(421, Headers.of("X-Id", "7"));
    AcceptDoor choosy = choosy(proposed -> own);
    thread.inside(() -> choosy.malformed(431, "too long"));
    assertThat(socket.told).containsExactly("asked by null", "refuse 421");
    assertThat(socket.refusal).isSameAs(own);
  }

  @Test
  void theAcceptorKnowsTheRequestThatIsNoUpgrade() {
    AcceptDoor choosy = choosy(proposed -> proposed);
    Headers plain = Headers.of("Host", "example.test");
    thread.inside(() -> choosy.request("GET", "/", "HTTP/1.1", plain));
    assertThat(socket.told).containsExactly("asked by example.test", "refuse 426");
  }

  @Test
  void anAcceptorThatFailsToWordItLeavesItAsItWas() {
    AcceptDoor choosy =
        choosy(
            proposed -> {
              throw new IllegalStateException("no words");
            });
    thread.inside(() -> choosy.malformed(400, "no HTTP"));
    assertThat(socket.refusal.status()).isEqualTo(400);
    assertThat(socket.refusal.bodyText()).isEqualTo("no HTTP\n");
  }
}
