package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.close.TransportEnd;
import dev.hawser.frame.Opcode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a link promises its application: calls, threads, sending, delivery. */
class LinkCoreTest {
  private static final LinkOptions FRAMES = LinkOptions.DEFAULT.with(Delivery.FRAMES);

  @ParameterizedTest
  @EnumSource(Role.class)
  void opensDeliversSendsAndClosesInOrder(Role role) {
    ByteRig rig = ByteRig.open(role, ByteRig.options()).credit(5);
    rig.peer(rig.text("one"), rig.text("two"));
    rig.send("three").run();
    rig.link().close(Reasons.NORMAL);
    rig.run().peer(rig.close(Reasons.NORMAL)).eof();
    assertThat(rig.told()).containsExactly("open", "text one", "text two", "end");
    assertThat(rig.frames()).containsExactly("TEXT three", "CLOSE 1000 done");
    assertThat(rig.results).containsExactly("three WRITTEN");
    assertThat(rig.ending()).isInstanceOf(Ending.Closed.class);
    assertThat(rig.ending().by()).isEqualTo(Initiator.USER);
    assertThat(((Ending.Closed) rig.ending()).clean()).isTrue();
    assertThat(rig.wire.dropped).isTrue();
  }

  @Test
  void noLinkMethodCallsTheListenerOrACompletionBeforeItReturns() {
    ByteRig rig = ByteRig.client();
    rig.peer(rig.text("waiting"));
    rig.thread.inside(
        () -> {
          rig.link().request(1);
          rig.send("hello");
          rig.link().abort();
          rig.send("late");
          assertThat(rig.told()).containsExactly("open");
          assertThat(rig.results).isEmpty();
        });
    rig.run();
    assertThat(rig.told()).containsExactly("open", "end");
    assertThat(rig.results).containsExactly("hello LOST", "late NOT_WRITTEN");
  }

  @Test
  void methodsCalledInACallbackActAfterIt() {
    ByteRig rig = ByteRig.client().credit(1);
    rig.listener.then =
        what -> {
          if (what.equals("text one")) {
            rig.link().request(1);
            rig.send("answer");
            assertThat(rig.told()).endsWith("text one");
          }
        };
    rig.peer(rig.text("one"), rig.text("two"));
    assertThat(rig.told()).containsExactly("open", "text one", "text two");
    assertThat(rig.frames()).containsExactly("TEXT answer");
  }

  @Test
  void badInputIsRefusedWhereItEnters() {
    Link link = ByteRig.client().link();
    assertThatThrownBy(() -> link.sendText("a\uD800", Completion.IGNORED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("index 1");
    assertThatThrownBy(() -> link.ping(ByteBuffer.allocate(126)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("126")
        .hasMessageContaining("125");
    assertThatThrownBy(() -> link.request(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0");
    assertThatThrownBy(
            () -> link.sendFrame(Opcode.TEXT, true, ByteBuffer.allocate(0), Completion.IGNORED))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("FRAMES");
    link.ping(ByteBuffer.allocate(125));
  }

  @Test
  void framesAreRefusedThatWouldBreakTheProtocol() {
    Link link = ByteRig.client(FRAMES).link();
    ByteBuffer none = ByteBuffer.allocate(0);
    assertThatThrownBy(() -> link.sendFrame(Opcode.CLOSE, true, none, Completion.IGNORED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("close(reason)");
    assertThatThrownBy(() -> link.sendFrame(Opcode.PING, false, none, Completion.IGNORED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PING");
    ByteBuffer large = ByteBuffer.allocate(126);
    assertThatThrownBy(() -> link.sendFrame(Opcode.PONG, true, large, Completion.IGNORED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("126");
  }

  @Test
  void framesPassAsTheyAreAndNothingIsAnsweredButTheClose() {
    ByteRig rig = ByteRig.client(FRAMES).credit(10);
    rig.peer(
        rig.frame(Opcode.TEXT, false, "a"),
        rig.ping("p"),
        rig.pong(new byte[] {'q'}),
        rig.frame(Opcode.CONTINUATION, true, "b"),
        rig.close(Reasons.NORMAL));
    assertThat(rig.told())
        .containsExactly(
            "open",
            "frame TEXT+ a",
            "frame PING p",
            "frame PONG q",
            "frame CONTINUATION b",
            "closing");
    assertThat(rig.frames()).containsExactly("CLOSE 1000");
  }

  @Test
  void framesAreSentAsTheyAre() {
    ByteRig rig = ByteRig.server(FRAMES);
    byte[] long_ = new byte[100_000];
    List<String> results = rig.results;
    rig.link().sendFrame(Opcode.BINARY, false, ByteBuffer.wrap(long_), r -> results.add("1" + r));
    rig.link().sendFrame(Opcode.PING, true, ByteBuffer.wrap(new byte[] {'k'}), r -> {});
    rig.link().sendFrame(Opcode.PONG, true, ByteBuffer.allocate(0), r -> results.add("2" + r));
    rig.link().sendFrame(Opcode.CONTINUATION, true, ByteBuffer.allocate(0), r -> results.add("3"));
    rig.run();
    assertThat(rig.frames())
        .containsExactlyInAnyOrder("BINARY+ 100000 bytes", "PING k", "PONG", "CONTINUATION");
    assertThat(results).containsExactly("1WRITTEN", "2WRITTEN", "3");
  }

  @Test
  void aCallbackThatThrowsEndsTheLinkWith1011AndSaysWhat() {
    ByteRig rig = ByteRig.client().credit(5);
    RuntimeException bug = new IllegalStateException("bug");
    rig.listener.then =
        what -> {
          if (what.equals("text one")) {
            throw bug;
          }
        };
    rig.peer(rig.text("one"), rig.text("two"));
    rig.eof();
    assertThat(rig.told()).containsExactly("open", "text one", "end");
    assertThat(rig.frames()).hasSize(1).allMatch(f -> f.startsWith("CLOSE 1011 a callback threw"));
    Ending.Failed failed = (Ending.Failed) rig.ending();
    assertThat(failed.fault()).isEqualTo(Fault.CALLBACK_FAILED);
    assertThat(failed.facts().exception()).isSameAs(bug);
    assertThat(failed.facts().phase()).isEqualTo(Phase.OPEN);
  }

  @Test
  void aCompletionThatThrowsEndsTheLinkToo() {
    ByteRig rig = ByteRig.client();
    rig.link()
        .sendText(
            "x",
            result -> {
              throw new IllegalStateException("bug");
            });
    rig.run();
    assertThat(rig.frames()).hasSize(2).last().asString().startsWith("CLOSE 1011");
  }

  @Test
  void failEndsTheSessionWith1011AndItsText() {
    ByteRig rig = ByteRig.client();
    rig.link().fail(Fault.PREPARE_FAILED, "subscription refused");
    rig.run().eof();
    assertThat(rig.frames()).containsExactly("CLOSE 1011 subscription refused");
    assertThat(((Ending.Failed) rig.ending()).fault()).isEqualTo(Fault.PREPARE_FAILED);
    assertThat(rig.ending().text()).isEqualTo("subscription refused");
  }

  @Test
  void callbacksRunOnTheExecutorThatWasAskedFor() {
    List<Runnable> elsewhere = new ArrayList<>();
    ByteRig rig = ByteRig.client(ByteRig.options().callbacksOn(elsewhere::add)).credit(9);
    rig.peer(rig.text("one"), rig.text("two"));
    rig.failed(TransportEnd.RST);
    assertThat(rig.told()).isEmpty();
    while (!elsewhere.isEmpty()) {
      elsewhere.remove(0).run();
    }
    assertThat(rig.told()).containsExactly("open", "text one", "text two", "end");
  }

  @Test
  void aCallbackThatThrowsElsewhereEndsTheLinkAsWell() {
    List<Runnable> elsewhere = new ArrayList<>();
    ByteRig rig = ByteRig.client(ByteRig.options().callbacksOn(elsewhere::add)).credit(9);
    rig.listener.then =
        what -> {
          if (what.startsWith("text")) {
            throw new IllegalStateException("bug");
          }
        };
    rig.peer(rig.text("one"));
    elsewhere.remove(0).run();
    rig.run();
    assertThat(rig.frames()).hasSize(1).allMatch(f -> f.startsWith("CLOSE 1011"));
  }

  @Test
  void oneReadingOfTheClockServesAWholeReadBatch() {
    ByteRig rig = ByteRig.client().credit(1_000);
    int before = rig.timers.readings;
    ByteBuffer[] messages = new ByteBuffer[100];
    for (int i = 0; i < messages.length; i++) {
      messages[i] = rig.text("m" + i);
    }
    rig.peer(messages);
    assertThat(rig.timers.readings - before).isEqualTo(1);
    assertThat(rig.told()).hasSize(101);
  }

  @Test
  void theTimerIsArmedOncePerHeartbeatNotPerMessage() {
    ByteRig rig = ByteRig.client().credit(1_000);
    int before = rig.timers.arms;
    for (int i = 0; i < 50; i++) {
      rig.advance(Duration.ofMillis(100)).peer(rig.text("m"));
      rig.send("n").run();
    }
    assertThat(rig.timers.arms).isEqualTo(before);
    assertThat(rig.timers.waiting()).isEqualTo(1);
  }
}
