package dev.hawser.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.transport.Capability;
import dev.hawser.transport.LinkOptions;
import java.nio.ByteBuffer;
import java.time.Duration;

/** How Pings and Pongs keep a link under watch. */
public interface HeartbeatRules extends Family {
  /** A Ping every 20 s of silence, answered within 5 s. */
  LinkOptions WATCHED =
      LinkOptions.DEFAULT.with(
          Heartbeat.every(Duration.ofSeconds(20)).pongWithin(Duration.ofSeconds(5)));

  /** A Ping is answered. */
  @Rule(
      id = "HB-1",
      cites = "RFC 6455 s.5.5.2, s.5.5.3",
      intent = "A Ping of the peer, empty or of 125 bytes, is answered by a Pong with its payload.")
  default void answersAPing() {
    bench()
        .bothRoles(
            pair -> {
              for (int length : new int[] {0, 1, 125}) {
                pair.peer().sendRaw(0x89, Samples.bytes(length));
                RawFrame pong = pair.peer().readFrame();
                assertEquals(RawFrame.PONG, pong.opcode(), "on the wire: " + pong);
                assertArrayEquals(Samples.bytes(length), pong.payload());
              }
            });
  }

  /** A Ping is answered without credit. */
  @Rule(
      id = "HB-2",
      cites = "RFC 6455 s.5.5.2; design s.4 (credit)",
      intent = "A Ping is answered although the application gave no credit and a message waits.",
      needs = Capability.INBOUND_PAUSE)
  default void answersAPingWithoutCredit() {
    bench()
        .bothRoles(
            Bench.QUIET,
            0,
            pair -> {
              pair.peer().sendText("waits");
              pair.peer().sendRaw(0x89, (byte) 'p');
              assertEquals("p", pair.peer().readFrame().text());
              assertEquals(0, pair.app().waiting(), "messages without credit");
            });
  }

  /** A Ping goes out as it is. */
  @Rule(
      id = "HB-3",
      cites = "RFC 6455 s.5.5.2",
      intent = "ping(payload) puts exactly that payload on the wire.",
      needs = Capability.PING)
  default void sendsAPingAsItIs() {
    bench()
        .bothRoles(
            pair -> {
              pair.link().ping(ByteBuffer.wrap(Samples.bytes(125)));
              RawFrame ping = pair.peer().readFrame();
              assertEquals(RawFrame.PING, ping.opcode(), "on the wire: " + ping);
              assertArrayEquals(Samples.bytes(125), ping.payload());
            });
  }

  /** A Pong is told. */
  @Rule(
      id = "HB-4",
      cites = "RFC 6455 s.5.5.3",
      intent = "A Pong, asked for or not, is told with its payload and answered by nothing.",
      needs = Capability.PING)
  default void tellsOfPongs() {
    bench()
        .bothRoles(
            pair -> {
              pair.peer().sendRaw(0x8A, "unasked".getBytes(UTF_8));
              assertEquals("unasked", pair.app().pong());
              pair.marker();
            });
  }

  /** Silence is asked about. */
  @Rule(
      id = "HB-5",
      cites = "design s.3, s.6 (heartbeat)",
      intent =
          "After an interval without a byte from the peer a Ping goes out, and none before it.",
      needs = Capability.PING)
  default void asksAfterAnIntervalOfSilence() {
    bench()
        .bothRoles(
            WATCHED,
            Long.MAX_VALUE,
            pair -> {
              bench().advance(Duration.ofMillis(19_999));
              pair.send("marker");
              assertEquals("marker", pair.peer().readText());
              bench().advance(Duration.ofMillis(1));
              assertEquals(RawFrame.PING, pair.peer().readFrame().opcode());
            });
  }

  /** Silence after a Ping is the end. */
  @Rule(
      id = "HB-6",
      cites = "design s.3, s.6 (heartbeat)",
      intent =
          "Without a byte after a Ping the link ends in time: HEARTBEAT_TIMEOUT, 1006, TCP reset.",
      needs = Capability.PING)
  default void givesUpASilentPeer() {
    bench()
        .bothRoles(
            WATCHED,
            Long.MAX_VALUE,
            pair -> {
              bench().advance(Duration.ofSeconds(20));
              assertEquals(RawFrame.PING, pair.peer().readFrame().opcode());
              Pings.written(pair, bench());
              bench().advance(Duration.ofMillis(4_999));
              pair.send("marker");
              assertEquals("marker", pair.peer().readText());
              assertFalse(pair.app().ended(), "ended before the Pong was due");
              bench().advance(Duration.ofMillis(1));
              pair.peer().readGone();
              Ending.Failed failed = pair.app().ending(Ending.Failed.class);
              assertEquals(Fault.HEARTBEAT_TIMEOUT, failed.fault());
              assertEquals(CloseCode.ABNORMAL_CLOSURE, failed.code());
            });
  }

  /** Any byte is life. */
  @Rule(
      id = "HB-7",
      cites = "design s.3",
      intent = "Any byte after a Ping keeps the link, half a frame too; its Pong is not told.",
      needs = Capability.PING)
  default void takesAnyByteForLife() {
    bench()
        .bothRoles(
            WATCHED,
            Long.MAX_VALUE,
            pair -> {
              bench().advance(Duration.ofSeconds(20));
              RawFrame ping = pair.peer().readFrame();
              assertEquals(RawFrame.PING, ping.opcode());
              Pings.written(pair, bench());
              pair.peer().sendRaw(0x8A, ping.payload());
              pair.peer().sendText("alive");
              assertEquals("alive", pair.app().text());
              bench().advance(Duration.ofSeconds(19));
              pair.marker();
              assertEquals(0, pair.app().count("pong"), "Pongs told");
            });
  }

  /** A Pong confirms. */
  @Rule(
      id = "HB-8",
      cites = "design s.5 (confirm)",
      intent = "A Pong to a Ping of the link's own tells how many messages stood before it.",
      needs = Capability.PING)
  default void confirmsWhatStoodBeforeAPing() {
    bench()
        .bothRoles(
            pair -> {
              pair.send("one");
              pair.send("two");
              pair.link().probe();
              // A Ping may overtake a message that waits; what counts is what stands before it.
              int before = 0;
              RawFrame frame = pair.peer().readFrame();
              while (frame.opcode() == RawFrame.TEXT) {
                before++;
                frame = pair.peer().readFrame();
              }
              assertEquals(RawFrame.PING, frame.opcode(), "on the wire: " + frame);
              pair.peer().sendRaw(0x8A, frame.payload());
              int confirmed = before;
              bench()
                  .await(confirmed + " are confirmed", () -> pair.app().confirmed() == confirmed);
            });
  }

  /** No heartbeat, no Ping. */
  @Rule(
      id = "HB-9",
      cites = "design s.4 (the runtime's own timers are off)",
      intent = "Without a heartbeat an hour of silence brings neither a Ping nor an end.")
  default void leavesAQuietLinkAlone() {
    bench()
        .bothRoles(
            pair -> {
              // A link that takes messages has whatever deadlines it keeps.
              pair.peer().sendText("alive");
              assertEquals("alive", pair.app().text());
              for (int minute = 0; minute < 60; minute++) {
                bench().advance(Duration.ofMinutes(1));
                // From this side: a byte of the peer's would be a sign of life.
                pair.send("marker");
                assertEquals("marker", pair.peer().readText());
              }
              assertFalse(pair.app().ended(), "ended");
            });
  }

  /** A machine that slept asks at once. */
  @Rule(
      id = "HB-10",
      cites = "design s.3",
      intent =
          "When the wall clock jumped, as after a sleep, the peer is asked though it is not silent.",
      needs = Capability.PING)
  default void asksAfterASleep() {
    bench()
        .bothRoles(
            WATCHED,
            Long.MAX_VALUE,
            pair -> {
              // A link that takes messages has its deadline, and is told of jumps.
              pair.peer().sendText("alive");
              assertEquals("alive", pair.app().text());
              // Time stands still, so that the heartbeat has no reason of its own.
              bench().jumpWall(Duration.ofMinutes(10));
              assertEquals(RawFrame.PING, pair.peer().readFrame().opcode());
            });
  }
}
