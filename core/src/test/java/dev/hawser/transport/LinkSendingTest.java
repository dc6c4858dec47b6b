package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.TransportEnd;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of what an application sends. */
class LinkSendingTest {

  @Test
  void sendsOfAnotherThreadKeepTheirOrderAndShareOneFlush() {
    ByteRig rig = ByteRig.client();
    int before = rig.wire.flushes;
    for (int i = 0; i < 5; i++) {
      rig.send("m" + i);
    }
    assertThat(rig.thread.waiting()).isEqualTo(1);
    assertThat(rig.link().pendingBytes()).isEqualTo(10);
    rig.run();
    assertThat(rig.frames()).containsExactly("TEXT m0", "TEXT m1", "TEXT m2", "TEXT m3", "TEXT m4");
    assertThat(rig.wire.flushes).isEqualTo(before + 1);
    assertThat(rig.link().pendingBytes()).isZero();
    assertThat(rig.results).hasSize(5).allMatch(r -> r.endsWith(" WRITTEN"));
  }

  @Test
  void aSendOnTheLinksThreadComesAfterWhatOtherThreadsLeftBefore() {
    ByteRig rig = ByteRig.client();
    rig.send("left before");
    rig.inside(() -> rig.send("here"));
    assertThat(rig.frames()).containsExactly("TEXT left before", "TEXT here");
  }

  @Test
  void manySendsOfOneReadBatchShareOneFlush() {
    ByteRig rig = ByteRig.client().credit(100);
    int before = rig.wire.flushes;
    rig.listener.then = what -> rig.send("re " + what);
    rig.thread.inside(
        () -> {
          rig.door.bytes(rig.text("a"), false);
          rig.door.bytes(rig.text("b"), false);
          assertThat(rig.wire.flushes).isEqualTo(before);
          rig.door.bytes(ByteBuffer.allocate(0), true);
        });
    assertThat(rig.wire.flushes).isEqualTo(before + 1);
    assertThat(rig.frames()).containsExactly("TEXT re text a", "TEXT re text b");
  }

  @Test
  void aSharedMessageIsWrittenFromTheOneCopyOnEveryLink() {
    SharedMessage text = SharedMessage.text("daily");
    SharedMessage binary = SharedMessage.binary(ByteBuffer.wrap(new byte[] {'b'}));
    for (ByteRig rig : List.of(ByteRig.client(), ByteRig.server(ByteRig.options()))) {
      rig.link().send(text, result -> rig.results.add("text " + result));
      rig.link().send(binary, result -> rig.results.add("binary " + result));
      assertThat(rig.link().pendingBytes()).isEqualTo(6);
      rig.run();
      assertThat(rig.frames()).containsExactly("TEXT daily", "BINARY b");
      assertThat(rig.results).containsExactly("text WRITTEN", "binary WRITTEN");
    }
  }

  @Test
  void whatWaitsOfASharedMessageIsNoCopyOfIt() {
    SharedMessage large = SharedMessage.text("x".repeat(FrameOutlet.WINDOW));
    assertThat(large.bytes().isReadOnly()).isTrue();
    Command one = Command.shared(large, Completion.IGNORED);
    Command other = Command.shared(large, Completion.IGNORED);
    assertThat(one.payload).isSameAs(other.payload);
    assertThat(one.bytes).isEqualTo(FrameOutlet.WINDOW);
  }

  @Test
  void aLongSharedTextGoesOutInFragments() {
    ByteRig rig = ByteRig.client();
    rig.link().send(SharedMessage.text("x".repeat(64 * 1024 + 1)), Completion.IGNORED);
    rig.run();
    rig.wire.takeAll();
    rig.run();
    assertThat(rig.frames())
        .extracting(frame -> frame.substring(0, frame.indexOf(' ')))
        .containsExactly("TEXT+", "CONTINUATION");
  }

  @Test
  void sendsBeforeTheLinkIsOpenAreNotWritten() {
    ByteRig rig = ByteRig.asking(ByteRig.request(ByteRig.options()));
    rig.send("early").run();
    assertThat(rig.results).containsExactly("early NOT_WRITTEN");
    assertThat(rig.wire.bytes()).isEmpty();
  }

  @Test
  void nothingIsPutOnTheWireAfterAClose() {
    ByteRig rig = ByteRig.client();
    rig.send("before");
    rig.link().close(Reasons.NORMAL);
    rig.send("after");
    rig.link().ping(ByteBuffer.allocate(1));
    rig.link().probe();
    rig.run().peer(rig.ping("late"));
    rig.inside(() -> rig.send("later"));
    assertThat(rig.frames()).containsExactly("TEXT before", "CLOSE 1000 done");
    assertThat(rig.results)
        .containsExactly("before WRITTEN", "after NOT_WRITTEN", "later NOT_WRITTEN");
  }

  @Test
  void everyCompletionComesOnceAndSaysWhetherBytesMayHaveLeft() {
    ByteRig rig = ByteRig.client();
    rig.wire.taking = false;
    rig.send("taken").run();
    rig.wire.takeAll();
    rig.run();
    rig.send("under way").run();
    String large = "x".repeat(FrameOutlet.WINDOW);
    rig.link().sendText(large, result -> rig.results.add("large " + result));
    rig.send("waits").run();
    assertThat(rig.link().pendingBytes()).isGreaterThan(FrameOutlet.WINDOW);
    rig.failed(TransportEnd.RST);
    assertThat(rig.results)
        .containsExactly("taken WRITTEN", "under way LOST", "large LOST", "waits NOT_WRITTEN");
    rig.send("after the end").run();
    assertThat(rig.results).endsWith("after the end NOT_WRITTEN").hasSize(5);
  }

  @Test
  void completionsComeBeforeTheEndIsTold() {
    ByteRig rig = ByteRig.client();
    rig.wire.taking = false;
    rig.listener.then = what -> rig.results.add("told " + what);
    rig.send("lost").run().failed(TransportEnd.RST);
    assertThat(rig.results).containsExactly("lost LOST", "told end");
  }

  @Test
  void controlFramesPassBetweenTheFragmentsOfALongMessage() {
    ByteRig rig = ByteRig.client(ByteRig.options().with(Limits.DEFAULT.fragment(40_000))).credit(1);
    rig.wire.taking = false;
    rig.link().sendBinary(ByteBuffer.allocate(150_000), r -> rig.results.add("long " + r));
    rig.run().peer(rig.ping("still there?"));
    rig.link().ping(ByteBuffer.wrap(new byte[] {'m'}));
    rig.run();
    assertThat(rig.frames()).containsExactly("BINARY+ 40000 bytes", "CONTINUATION+ 40000 bytes");
    assertThat(rig.results).isEmpty();
    rig.wire.takeAll();
    rig.run();
    assertThat(rig.frames())
        .containsExactly(
            "BINARY+ 40000 bytes",
            "CONTINUATION+ 40000 bytes",
            "PONG still there?",
            "PING m",
            "CONTINUATION+ 40000 bytes",
            "CONTINUATION 30000 bytes");
    assertThat(rig.results).isEmpty();
    rig.wire.takeAll();
    assertThat(rig.results).containsExactly("long WRITTEN");
  }

  @Test
  void aMessageOfWhichAFragmentWentOutIsLost() {
    ByteRig rig = ByteRig.client(ByteRig.options().with(Limits.DEFAULT.fragment(70_000)));
    rig.wire.taking = false;
    rig.link().sendText("y".repeat(200_000), r -> rig.results.add("long " + r));
    rig.send("next").run().failed(TransportEnd.RST);
    assertThat(rig.results).containsExactly("long LOST", "next NOT_WRITTEN");
  }

  @Test
  void fragmentingCanBeSwitchedOff() {
    ByteRig rig = ByteRig.client(ByteRig.options().with(Limits.DEFAULT.fragment(0)));
    rig.link().sendText("z".repeat(300_000), r -> rig.results.add("long " + r));
    rig.run();
    assertThat(rig.frames()).containsExactly("TEXT 300000 bytes");
    assertThat(rig.results).containsExactly("long WRITTEN");
  }
}
