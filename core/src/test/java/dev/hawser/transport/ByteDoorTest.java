package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.close.Certificate;
import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import dev.hawser.close.Initiator;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Phase;
import dev.hawser.close.TransportEnd;
import dev.hawser.close.Unreachability;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.http.HttpHead;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** An attempt over the byte door, from dial to open or to its end. */
class ByteDoorTest {
  private static final DialRequest REQUEST = ByteRig.request(LinkOptions.DEFAULT);
  private static final Duration TICK = Duration.ofMillis(1);

  private static Ending.Unreachable unreachable(ByteRig rig) {
    assertThat(rig.told()).containsExactly("end");
    return (Ending.Unreachable) rig.ending();
  }

  @Test
  void theRequestIsTheUrlsAndAsksForAWebSocket() {
    ByteRig rig = ByteRig.dialling(REQUEST.with(Headers.of("X-Api", "7")).subprotocols("v2", "v1"));
    UpgradeHead head = rig.door.upgrade();
    assertThat(head.target()).isEqualTo("/feed?token=secret");
    assertThat(head.headers().first("Host")).isEqualTo("example.test");
    assertThat(head.headers().first("Sec-WebSocket-Protocol")).isEqualTo("v2, v1");
    assertThat(head.headers().first("X-Api")).isEqualTo("7");
    assertThat(head.headers().first("Sec-WebSocket-Key")).hasSize(24);
  }

  @Test
  void openTellsWhatTheHandshakeSettled() {
    ByteRig rig = ByteRig.asking(REQUEST.subprotocols("v2", "v1"));
    Headers more = Headers.of("Sec-WebSocket-Protocol", "v1", "X-Served-By", "a");
    rig.inside(() -> rig.door.response(rig.answer(more)));
    assertThat(rig.told()).containsExactly("open");
    assertThat(rig.listener.info.subprotocol()).isEqualTo("v1");
    assertThat(rig.listener.info.headers().first("X-Served-By")).isEqualTo("a");
    assertThat(rig.listener.info.remoteAddress()).isEqualTo("192.0.2.1:80");
    assertThat(rig.listener.link).isSameAs(rig.link());
  }

  @Test
  void bytesBehindThe101AreDeliveredAfterOpen() {
    ByteRig rig = ByteRig.asking(REQUEST);
    rig.listener.then = what -> rig.link().request(1);
    rig.thread.inside(
        () -> {
          rig.door.response(rig.answer(Headers.empty()));
          rig.door.bytes(rig.text("at once"), true);
        });
    assertThat(rig.run().told()).containsExactly("open", "text at once");
  }

  @Test
  void theEndingTellsWhatWasSeenOfTheDial() {
    ByteRig rig = ByteRig.dialling(DialRequest.of(URI.create("wss://Example.test:8443/a?b=c")));
    Certificate certificate =
        new Certificate("CN=a", "CN=b", Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
    rig.inside(rig.door::resolving).advance(Duration.ofMillis(10));
    rig.inside(() -> rig.door.connecting("192.0.2.1:8443")).advance(Duration.ofMillis(20));
    rig.inside(() -> rig.door.connecting("192.0.2.2:8443")).advance(Duration.ofMillis(5));
    rig.inside(
        () -> {
          rig.attach();
          rig.door.connected("192.0.2.2:8443");
        });
    rig.advance(Duration.ofMillis(30));
    rig.inside(
        () -> {
          rig.door.secured(certificate);
          rig.door.upgrade();
        });
    rig.advance(Duration.ofMillis(40)).accept();
    rig.eof();
    LinkFacts facts = rig.ending().facts();
    assertThat(facts.peer().target()).isEqualTo("wss://example.test:8443/a");
    assertThat(facts.peer().addressesTried()).containsExactly("192.0.2.1:8443", "192.0.2.2:8443");
    assertThat(facts.peer().address()).isEqualTo("192.0.2.2:8443");
    assertThat(facts.peer().certificate()).isEqualTo(certificate);
    assertThat(facts.peer().answer().status()).isEqualTo(101);
    assertThat(facts.timeline().resolving()).isEqualTo(Duration.ofMillis(10));
    assertThat(facts.timeline().connecting()).isEqualTo(Duration.ofMillis(25));
    assertThat(facts.timeline().securing()).isEqualTo(Duration.ofMillis(30));
    assertThat(facts.timeline().handshaking()).isEqualTo(Duration.ofMillis(40));
  }

  @Test
  void aRefusalKeepsStatusHeadersAndBody() {
    ByteRig rig = ByteRig.asking(REQUEST);
    HttpAnswer answer =
        new HttpAnswer(
            503,
            Headers.of("Retry-After", "7"),
            ByteBuffer.wrap("busy".getBytes(StandardCharsets.UTF_8)));
    rig.inside(() -> rig.door.response(answer));
    Ending.Refused refused = (Ending.Refused) rig.ending();
    assertThat(refused.answer()).isSameAs(answer);
    assertThat(refused.facts().peer().answer()).isSameAs(answer);
    assertThat(refused.facts().phase()).isEqualTo(Phase.HANDSHAKING);
    assertThat(rig.told()).containsExactly("end");
    assertThat(rig.wire.dropped).isTrue();
  }

  @Test
  void aWrongAnswerIsNoSession() {
    ByteRig rig = ByteRig.asking(REQUEST);
    Headers wrong =
        Headers.of("Upgrade", "websocket", "Connection", "Upgrade", "Sec-WebSocket-Accept", "x");
    rig.inside(() -> rig.door.response(HttpAnswer.of(101, wrong)));
    assertThat(unreachable(rig).kind()).isEqualTo(Unreachability.BAD_ANSWER);
    assertThat(rig.ending().text()).contains("Sec-WebSocket-Accept");
    assertThat(rig.wire.dropped).isTrue();
  }

  @Test
  void anAnswerWithoutAnOfferedSubprotocolIsNoSession() {
    ByteRig rig = ByteRig.asking(REQUEST.subprotocols("v2"));
    rig.accept();
    assertThat(unreachable(rig).kind()).isEqualTo(Unreachability.SUBPROTOCOL_MISMATCH);
  }

  @Test
  void theConnectTimeoutBoundsNameTcpAndTls() {
    ByteRig rig = ByteRig.dialling(REQUEST);
    rig.inside(() -> rig.door.connecting("192.0.2.1:80")).inside(rig::attach);
    rig.advance(Duration.ofSeconds(10).minus(TICK));
    assertThat(rig.told()).isEmpty();
    rig.advance(TICK);
    assertThat(unreachable(rig).kind()).isEqualTo(Unreachability.CONNECT_TIMEOUT);
    assertThat(rig.ending().facts().phase()).isEqualTo(Phase.CONNECTING);
    assertThat(rig.wire.dropped).isTrue();
    assertThat(rig.door.ended()).isTrue();
  }

  @Test
  void theHandshakeTimeoutRunsFromTheRequest() {
    ByteRig rig = ByteRig.dialling(REQUEST);
    rig.inside(rig::attach).advance(Duration.ofSeconds(9));
    rig.inside(rig.door::upgrade).advance(Duration.ofSeconds(10).minus(TICK));
    assertThat(rig.told()).isEmpty();
    rig.advance(TICK);
    assertThat(unreachable(rig).kind()).isEqualTo(Unreachability.HANDSHAKE_TIMEOUT);
  }

  @Test
  void anEndInsideTheHeadOfTheAnswerIsToldFromOneBeforeIt() {
    ByteRig rig = ByteRig.asking(REQUEST);
    rig.inside(rig.door::answerCut).eof();
    assertThat(unreachable(rig).kind()).isEqualTo(Unreachability.LOST);
    assertThat(rig.ending().facts().frames().midFrame()).isTrue();
  }

  @Test
  void aLineThatEndsBeforeTheAnswerIsLost() {
    ByteRig fin = ByteRig.asking(REQUEST).eof();
    assertThat(unreachable(fin).kind()).isEqualTo(Unreachability.LOST);
    assertThat(fin.ending().facts().frames().transportEnd()).isEqualTo(TransportEnd.FIN);
    assertThat(fin.ending().facts().frames().midFrame()).isFalse();
    ByteRig rst = ByteRig.asking(REQUEST).failed(TransportEnd.RST);
    assertThat(unreachable(rst).kind()).isEqualTo(Unreachability.LOST);
    assertThat(rst.ending().facts().frames().transportEnd()).isEqualTo(TransportEnd.RST);
    assertThat(rst.ending().facts().exception()).hasMessage("Connection reset");
  }

  @Test
  void whatOnlyTheAdapterCanTellIsReportedAsItSays() {
    ByteRig rig = ByteRig.dialling(REQUEST);
    IOException cause = new IOException("no such host");
    rig.inside(() -> rig.door.unreachable(Unreachability.NAME_NOT_RESOLVED, "no address", cause));
    assertThat(unreachable(rig).kind()).isEqualTo(Unreachability.NAME_NOT_RESOLVED);
    assertThat(rig.ending().text()).isEqualTo("no address");
    assertThat(rig.ending().facts().exception()).isSameAs(cause);
    assertThat(rig.ending().facts().frames().transportEnd()).isEqualTo(TransportEnd.UNSEEN);
    ByteRig tls = ByteRig.dialling(REQUEST);
    tls.inside(() -> tls.door.unreachable(Unreachability.TLS_FAILED, "untrusted", cause));
    assertThat(tls.ending().code()).isEqualTo(CloseCode.TLS_HANDSHAKE);
  }

  @Test
  void abortEndsADialBeforeThereIsASocketAndDropsTheOneThatComesLate() {
    ByteRig rig = ByteRig.dialling(REQUEST);
    rig.link().abort();
    assertThat(rig.told()).isEmpty();
    rig.run();
    assertThat(rig.told()).containsExactly("end");
    assertThat(rig.ending())
        .isEqualTo(new Ending.Aborted(Initiator.USER, false, rig.ending().facts()));
    assertThat(rig.ending().facts().frames().transportEnd()).isEqualTo(TransportEnd.UNSEEN);
    rig.inside(
        () -> {
          rig.attach();
          rig.door.connecting("192.0.2.1:80");
          rig.door.connected("192.0.2.1:80");
          rig.door.upgrade();
          rig.door.response(rig.answer(Headers.empty()));
        });
    assertThat(rig.wire.dropped).isTrue();
    assertThat(rig.told()).containsExactly("end");
    assertThat(rig.timers.waiting()).isZero();
  }

  @Test
  void abortDropsTheSocketDuringTheHandshake() {
    ByteRig rig = ByteRig.asking(REQUEST);
    rig.link().abort();
    rig.run();
    assertThat(rig.wire.dropped).isTrue();
    assertThat(rig.ending()).isInstanceOf(Ending.Aborted.class);
  }

  @Test
  void badInputIsRefusedByTheDialItself() {
    ByteRig rig = ByteRig.dialling(REQUEST);
    for (DialRequest bad :
        List.of(
            DialRequest.of(URI.create("http://example.test/")),
            REQUEST.with(Headers.of("Host", "other")),
            REQUEST.subprotocols("a", "a"))) {
      assertThatThrownBy(() -> ByteDoor.dial(bad, rig.listener, rig.place))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aSecondAnswerIsIgnored() {
    ByteRig rig = ByteRig.client();
    rig.inside(() -> rig.door.response(HttpAnswer.of(500, Headers.empty())));
    assertThat(rig.told()).containsExactly("open");
  }

  @Test
  void aServersDoorAsksForNoUpgrade() {
    ByteRig rig = ByteRig.server(LinkOptions.DEFAULT);
    assertThatThrownBy(() -> rig.door.upgrade()).isInstanceOf(IllegalStateException.class);
    rig.inside(() -> rig.door.response(HttpAnswer.of(101, Headers.empty())));
    assertThat(rig.told()).containsExactly("open");
  }

  @Test
  void theRequestsHeadIsAGet() {
    UpgradeHead head = new UpgradeHead("/feed?a=b", Headers.of("Host", "example.test"));
    assertThat(head.head())
        .isEqualTo(new HttpHead("GET /feed?a=b HTTP/1.1", Headers.of("Host", "example.test")));
  }

  private static ByteRig securing() {
    return ByteRig.dialling(DialRequest.of(URI.create("wss://example.test/")));
  }

  @Test
  void aRefusedCertificateIsNamed() {
    ByteRig rig = securing();
    rig.inside(() -> rig.door.insecure(new SSLHandshakeException("No name matching")));
    assertThat(unreachable(rig).kind()).isEqualTo(Unreachability.TLS_FAILED);
    assertThat(unreachable(rig).text()).isEqualTo("No name matching");
  }

  @Test
  void anAlertIsNamedByItsNumber() {
    ByteRig rig = securing();
    rig.inside(
        () -> rig.door.insecure(new SSLHandshakeException("Received fatal alert: unknown_ca")));
    assertThat(unreachable(rig).text()).isEqualTo("the peer refused TLS by alert 48");
    assertThat(rig.ending().facts().frames().transportEnd()).isEqualTo(TransportEnd.TLS_ALERT);
  }

  @Test
  void aLineThatGoesAwayAmidTlsIsToldByTheLine() {
    ByteRig rig = securing();
    rig.inside(() -> rig.door.insecure(new ClosedChannelException()));
    assertThat(rig.told()).isEmpty();
    rig.failed(TransportEnd.RST);
    assertThat(unreachable(rig).kind()).isEqualTo(Unreachability.LOST);
  }
}
