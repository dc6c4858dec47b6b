package dev.hawser.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Role;
import dev.hawser.frame.Opcode;
import dev.hawser.transport.Capability;
import dev.hawser.transport.Completion;
import dev.hawser.transport.Delivery;
import dev.hawser.transport.Limits;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** How messages leave. */
public interface SendingRules extends Family {
  /** Text goes out. */
  @Rule(
      id = "SN-1",
      cites = "RFC 6455 s.5.6, s.5.1",
      intent =
          "Text goes out as UTF-8, masked by a client and only by a client, no reserved bit set.")
  default void sendsText() {
    bench()
        .bothRoles(
            pair -> {
              for (String text : List.of("", "Grüße, 世界 🚢", "a\0b")) {
                pair.send(text);
                RawFrame frame = pair.peer().readFrame();
                assertEquals(text, frame.text());
                assertEquals(RawFrame.TEXT, frame.opcode());
                assertEquals(0, frame.rsv(), "reserved bits");
                assertTrue(frame.fin(), "final");
                assertEquals(pair.role() == Role.CLIENT, frame.masked(), "masked");
              }
            });
  }

  /** Binary goes out. */
  @Rule(
      id = "SN-2",
      cites = "RFC 6455 s.5.2, s.5.6",
      intent = "Binary goes out byte for byte, each length in its shortest form.")
  default void sendsBinary() {
    bench()
        .bothRoles(
            Bench.QUIET.with(Limits.DEFAULT.fragment(0)),
            Long.MAX_VALUE,
            pair -> {
              for (int length : new int[] {0, 1, 125, 126, 65_535, 65_536, 1 << 20}) {
                byte[] bytes = Samples.bytes(length);
                pair.link().sendBinary(ByteBuffer.wrap(bytes), Completion.IGNORED);
                RawFrame frame = pair.peer().readFrame();
                assertEquals(RawFrame.BINARY, frame.opcode());
                assertArrayEquals(bytes, frame.payload(), length + " bytes");
              }
            });
  }

  /** Each frame has a mask of its own. */
  @Rule(
      id = "SN-3",
      cites = "RFC 6455 s.5.3, s.10.3",
      intent = "A client draws a new masking key for each frame.")
  default void masksEachFrameAnew() {
    Pair pair = bench().client(Bench.QUIET, bench().app());
    List<Integer> keys = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      pair.send("same");
      keys.add(pair.peer().readFrame().key());
    }
    assertEquals(20, keys.stream().distinct().count(), "different keys of 20");
    assertNotEquals(keys.get(1) - keys.get(0), keys.get(2) - keys.get(1), "a step between keys");
  }

  /** Long messages leave room. */
  @Rule(
      id = "SN-4",
      cites = "RFC 6455 s.5.4; design s.4",
      intent = "A long message goes out in fragments of the limit, which a Ping may stand between.")
  default void sendsLongMessagesInFragments() {
    bench()
        .bothRoles(
            pair -> {
              byte[] bytes = Samples.bytes(200_000);
              pair.link().sendBinary(ByteBuffer.wrap(bytes), Completion.IGNORED);
              int got = 0;
              RawFrame frame = pair.peer().readFrame();
              assertEquals(RawFrame.BINARY, frame.opcode());
              while (true) {
                assertTrue(frame.payload().length <= 65_536, "a fragment of " + frame);
                got += frame.payload().length;
                if (frame.fin()) {
                  break;
                }
                frame = pair.peer().readFrame();
                assertEquals(RawFrame.CONTINUATION, frame.opcode());
              }
              assertEquals(bytes.length, got);
            });
  }

  /** The order of one thread is kept. */
  @Rule(
      id = "SN-5",
      cites = "RFC 6455 s.5.4; starter 19",
      intent = "Threads may send at once: messages stay whole and each thread's order is kept.")
  default void keepsEachThreadsOrder() {
    bench()
        .bothRoles(
            pair -> {
              int threads = 4;
              int each = 200;
              List<Thread> senders = new ArrayList<>();
              for (int t = 0; t < threads; t++) {
                String name = t + ":";
                senders.add(
                    new Thread(
                        () -> {
                          for (int i = 0; i < each; i++) {
                            pair.send(name + i);
                          }
                        }));
              }
              senders.forEach(Thread::start);
              int[] next = new int[threads];
              for (int i = 0; i < threads * each; i++) {
                String[] got = pair.peer().readText().split(":", -1);
                int thread = Integer.parseInt(got[0]);
                assertEquals(next[thread]++, Integer.parseInt(got[1]), "of thread " + thread);
              }
            });
  }

  /** What was sent before a Close stands before it. */
  @Rule(
      id = "SN-10",
      cites = "RFC 6455 s.5.5.1; starter 28",
      intent = "Everything sent before close(…) is on the wire before the Close.")
  default void closesBehindWhatWasSent() {
    bench()
        .bothRoles(
            pair -> {
              for (int i = 0; i < 60; i++) {
                pair.link().sendBinary(ByteBuffer.wrap(new byte[64_000]), Completion.IGNORED);
              }
              pair.link().close(CloseReason.of(CloseCode.of(4000)));
              for (int i = 0; i < 60; i++) {
                assertEquals(64_000, pair.peer().readMessage(RawFrame.BINARY).length);
              }
              pair.peer().readClose(4000);
            });
  }

  /** Text without a form in UTF-8 is refused. */
  @Rule(
      id = "SN-11",
      cites = "RFC 6455 s.5.6, s.8.1",
      intent = "Text with a lone surrogate is an IllegalArgumentException, and the link lives on.")
  default void refusesLoneSurrogates() {
    bench()
        .bothRoles(
            pair -> {
              assertThrows(IllegalArgumentException.class, () -> pair.send("a\uD800b"));
              assertThrows(IllegalArgumentException.class, () -> pair.send("a\uDC00"));
              pair.marker();
            });
  }

  /** A Ping is short. */
  @Rule(
      id = "SN-12",
      cites = "RFC 6455 s.5.5",
      intent = "A Ping of more than 125 bytes is an IllegalArgumentException; one of 125 goes out.")
  default void refusesALongPing() {
    bench()
        .bothRoles(
            pair -> {
              assertThrows(
                  IllegalArgumentException.class, () -> pair.link().ping(ByteBuffer.allocate(126)));
              pair.marker();
            });
  }

  /** Frames go out as they are. */
  @Rule(
      id = "SN-13",
      cites = "RFC 6455 s.5.4; design s.4 (FRAMES)",
      intent = "Under FRAMES each frame goes out as it is, those of messages in order.",
      needs = Capability.FRAMES)
  default void sendsFrames() {
    bench()
        .bothRoles(
            Bench.QUIET.with(Delivery.FRAMES),
            Long.MAX_VALUE,
            pair -> {
              ByteBuffer x = ByteBuffer.wrap("x".getBytes(UTF_8));
              pair.link().sendFrame(Opcode.TEXT, false, x.duplicate(), Completion.IGNORED);
              pair.link().sendFrame(Opcode.PING, true, x.duplicate(), Completion.IGNORED);
              pair.link().sendFrame(Opcode.CONTINUATION, true, x, Completion.IGNORED);
              List<String> wire = new ArrayList<>();
              for (int i = 0; i < 3; i++) {
                wire.add(pair.peer().readFrame().toString());
              }
              assertTrue(wire.remove("Ping, 1 bytes"), "a Ping on the wire");
              assertEquals(List.of("text, not final, 1 bytes", "continuation, 1 bytes"), wire);
            });
  }
}
