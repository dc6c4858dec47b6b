package dev.hawser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.http.Headers;
import dev.hawser.testing.ScriptedLink;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import dev.hawser.transport.UpgradeRequest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BroadcastTest {
  private static final String KIB = "x".repeat(1024);

  private final VirtualTime time = new VirtualTime();
  private final ScriptedTransport transport = new ScriptedTransport(time);
  private final List<Session> sessions = new ArrayList<>();
  private final Server server = transport.server().onOpen(sessions::add).start();

  private void arrive(int count) {
    for (int i = 0; i < count; i++) {
      Headers headers = Headers.of("Host", "example.org");
      transport.knock(new UpgradeRequest("/", headers, List.of(), "192.0.2.7:4711", false));
      time.settle();
    }
  }

  private Reach reach(Broadcast message) {
    CompletableFuture<Reach> reach = server.broadcast(message).toCompletableFuture();
    time.settle();
    assertThat(reach).isCompleted();
    return reach.join();
  }

  /** Sends and lets what can be written be written; slow sessions keep theirs. */
  private void send(Broadcast message) {
    server.broadcast(message);
    time.settle();
  }

  private ScriptedLink stalled() {
    arrive(1);
    ScriptedLink link = transport.last();
    link.holdWrites(true);
    time.settle();
    return link;
  }

  @Test
  void reachesTenThousandSessionsAndCountsTheirOutcomes() {
    arrive(10_000);
    assertThat(reach(Broadcast.text("tick"))).isEqualTo(new Reach(10_000, 10_000, 0, 0));
    assertThat(transport.links()).allMatch(link -> link.sentTexts().equals(List.of("tick")));
  }

  @Test
  void ofTenThousandTheSlowOnesAreBoundedAndTheOthersGetEverything() {
    arrive(10_000);
    List<ScriptedLink> links = transport.links();
    List<ScriptedLink> slow = new ArrayList<>();
    for (int i = 0; i < links.size(); i += 100) {
      links.get(i).holdWrites(true);
      slow.add(links.get(i));
    }
    Broadcast message = Broadcast.text(KIB).slowAt(4 * 1024);
    for (int i = 0; i < 50; i++) {
      send(message);
    }
    assertThat(slow).allMatch(link -> link.pendingBytes() == 4 * 1024);
    assertThat(links).filteredOn(link -> !slow.contains(link)).allMatch(l -> l.sent().size() == 50);
    slow.forEach(link -> link.holdWrites(false));
    time.settle();
    assertThat(slow).allMatch(link -> link.sent().size() == 4);
    assertThat(reach(message).written()).isEqualTo(10_000);
  }

  @Test
  void aDroppedMessageIsOneOfManyAndTheNextIsTriedAgain() {
    ScriptedLink link = stalled();
    Broadcast two = Broadcast.text(KIB).slowAt(2 * 1024);
    send(two);
    send(two);
    assertThat(reach(two)).isEqualTo(new Reach(1, 0, 1, 0));
    // A smaller one does not fit either, an exact fit does.
    assertThat(reach(Broadcast.text("y").slowAt(2 * 1024))).isEqualTo(new Reach(1, 0, 1, 0));
    send(Broadcast.text("y").slowAt(2 * 1024 + 1));
    assertThat(link.pendingBytes()).isEqualTo(2 * 1024 + 1);
  }

  @Test
  void aSkippedSessionCatchesUpBeforeItGetsAnythingNew() {
    ScriptedLink link = stalled();
    Broadcast skipping = Broadcast.text(KIB).slowAt(1024).whenSlow(WhenSlow.SKIP);
    send(skipping);
    assertThat(reach(skipping)).isEqualTo(new Reach(1, 0, 1, 0));
    // There would be room now by the limit, but it has not caught up.
    assertThat(reach(skipping.slowAt(1 << 20))).isEqualTo(new Reach(1, 0, 1, 0));
    link.holdWrites(false);
    time.settle();
    assertThat(reach(skipping)).isEqualTo(new Reach(1, 1, 0, 0));
    assertThat(link.sent()).hasSize(2);
  }

  @Test
  void aSlowSessionCanBeEnded() {
    ScriptedLink link = stalled();
    link.holdClose(true);
    Broadcast ending = Broadcast.text(KIB).slowAt(1024).whenSlow(WhenSlow.END);
    send(ending);
    assertThat(reach(ending)).isEqualTo(new Reach(1, 0, 1, 0));
    assertThat(link.closeSent())
        .isEqualTo(CloseReason.of(CloseCode.POLICY_VIOLATION, "reads too slowly"));
    link.holdClose(false);
    time.settle();
    assertThat(server.sessions()).isEmpty();
  }

  @Test
  void eachSessionCanHaveAPolicyOfItsOwn() {
    ScriptedLink guest = stalled();
    ScriptedLink member = stalled();
    sessions.get(1).attributes().put("member", true);
    Broadcast message =
        Broadcast.text(KIB)
            .slowAt(1024)
            .whenSlow(s -> s.attributes().containsKey("member") ? WhenSlow.DROP : WhenSlow.END);
    send(message);
    send(message);
    assertThat(guest.closeSent()).isNotNull();
    assertThat(member.closeSent()).isNull();
  }

  @Test
  void aSessionThatEndsMeanwhileHasItsOutcomeToo() {
    ScriptedLink link = stalled();
    arrive(1);
    CompletableFuture<Reach> first = server.broadcast(Broadcast.text("a")).toCompletableFuture();
    CompletableFuture<Reach> second = server.broadcast(Broadcast.text("b")).toCompletableFuture();
    time.settle();
    assertThat(first).isNotDone();
    link.dropWhileWriting(1);
    time.settle();
    assertThat(first).isCompletedWithValue(new Reach(2, 1, 0, 1));
    assertThat(second).isCompletedWithValue(new Reach(2, 1, 1, 0));
    assertThat(Broadcast.text("c").to(sessions).toCompletableFuture()).isNotDone();
    time.settle();
    assertThat(reach(Broadcast.text("d"))).isEqualTo(new Reach(1, 1, 0, 0));
  }

  @Test
  void anEndedSessionInTheListIsADroppedOne() {
    arrive(2);
    transport.links().get(0).drop();
    time.settle();
    CompletableFuture<Reach> reach = Broadcast.text("a").to(sessions).toCompletableFuture();
    time.settle();
    assertThat(reach).isCompletedWithValue(new Reach(2, 1, 1, 0));
  }

  @Test
  void binaryMessagesAreCopiedOnceWhenTheyAreMade() {
    arrive(1);
    ByteBuffer content = ByteBuffer.wrap(new byte[] {1, 2});
    Broadcast message = Broadcast.binary(content);
    content.put(0, (byte) 9);
    reach(message);
    assertThat(transport.last().sent())
        .containsExactly(new Message.Binary(ByteBuffer.wrap(new byte[] {1, 2})));
  }

  @Test
  void toNobodyIsDoneAtOnce() {
    assertThat(reach(Broadcast.text("a"))).isEqualTo(new Reach(0, 0, 0, 0));
  }

  @Test
  void broadcastMessagesCanBeConfirmedLikeOthers() {
    arrive(1);
    transport.last().holdPongs(true);
    reach(Broadcast.text("a"));
    CompletableFuture<Boolean> confirmed = sessions.get(0).confirm().toCompletableFuture();
    time.settle();
    assertThat(sessions.get(0).inDoubt()).isEqualTo(1);
    transport.last().holdPongs(false);
    time.settle();
    assertThat(confirmed).isCompletedWithValue(true);
    assertThat(sessions.get(0).inDoubt()).isZero();
  }

  @Test
  void saysWhatIsWrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Broadcast.text("a").slowAt(0))
        .withMessage("slowAt 0 bytes is less than 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Broadcast.text("\ud800"))
        .withMessageContaining("0");
  }
}
