package dev.hawser.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hawser.frame.Opcode;
import dev.hawser.transport.Capability;
import dev.hawser.transport.Completion;
import dev.hawser.transport.Delivery;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** How messages arrive. */
public interface DeliveryRules extends Family {
  /** Text arrives. */
  @Rule(
      id = "DL-1",
      cites = "RFC 6455 s.5.6",
      intent = "Text arrives as sent: empty, beyond ASCII, beyond the basic plane, with a NUL.")
  default void deliversText() {
    bench()
        .bothRoles(
            pair -> {
              for (String text : List.of("", "Grüße, 世界 🚢", "a\0b", "\uFEFFbom")) {
                pair.peer().sendText(text);
                assertEquals(text, pair.app().text());
              }
            });
  }

  /** Binary arrives. */
  @Rule(
      id = "DL-2",
      cites = "RFC 6455 s.5.2, s.5.6",
      intent = "Binary arrives byte for byte in each of the three forms of a length, empty too.")
  default void deliversBinary() {
    bench()
        .bothRoles(
            pair -> {
              for (int length : new int[] {0, 1, 125, 126, 65_535, 65_536, 1 << 20}) {
                byte[] bytes = Samples.bytes(length);
                pair.peer().sendRaw(0x82, bytes);
                assertArrayEquals(bytes, pair.app().binary(), length + " bytes");
              }
            });
  }

  /** Fragments are joined. */
  @Rule(
      id = "DL-3",
      cites = "RFC 6455 s.5.4",
      intent = "A fragmented message arrives whole, empty fragments and split characters included.")
  default void joinsFragments() {
    bench()
        .bothRoles(
            pair -> {
              byte[] euro = "€".getBytes(UTF_8);
              pair.peer().sendRaw(0x01);
              pair.peer().sendRaw(0x00, euro[0]);
              pair.peer().sendRaw(0x00, euro[1]);
              pair.peer().sendRaw(0x00, euro[2], (byte) '!');
              pair.peer().sendRaw(0x80);
              assertEquals("€!", pair.app().text());
              pair.peer().sendRaw(0x02, (byte) 1);
              pair.peer().sendRaw(0x80, (byte) 2);
              assertArrayEquals(new byte[] {1, 2}, pair.app().binary());
            });
  }

  /** Control frames may stand between fragments. */
  @Rule(
      id = "DL-4",
      cites = "RFC 6455 s.5.4, s.5.5",
      intent = "A Ping between the fragments of a message is answered at once and harms nothing.")
  default void answersAPingBetweenFragments() {
    bench()
        .bothRoles(
            pair -> {
              pair.peer().sendRaw(0x01, "one ".getBytes(UTF_8));
              pair.peer().sendRaw(0x89, (byte) 'p');
              RawFrame pong = pair.peer().readFrame();
              assertEquals(RawFrame.PONG, pong.opcode(), "on the wire: " + pong);
              assertEquals(0, pair.app().waiting(), "messages before the last fragment");
              pair.peer().sendRaw(0x80, "two".getBytes(UTF_8));
              assertEquals("one two", pair.app().text());
            });
  }

  /** The order of the wire is kept. */
  @Rule(
      id = "DL-5",
      cites = "RFC 6455 s.5.4; starter 12",
      intent = "Two thousand messages of one write arrive in the order of the wire.")
  default void keepsTheOrder() {
    bench()
        .bothRoles(
            pair -> {
              List<byte[]> frames = new ArrayList<>();
              for (int i = 0; i < 2_000; i++) {
                frames.add(pair.peer().frame(RawFrame.TEXT, true, ("m" + i).getBytes(UTF_8)));
              }
              pair.peer().send(RawBytes.join(frames.toArray(byte[][]::new)));
              for (int i = 0; i < 2_000; i++) {
                assertEquals("m" + i, pair.app().text());
              }
            });
  }

  /** A frame may come in pieces. */
  @Rule(
      id = "DL-6",
      cites = "RFC 6455 s.5.2",
      intent = "A frame that arrives byte by byte is a frame like any other.")
  default void putsAFrameTogether() {
    bench()
        .bothRoles(
            pair -> {
              RawPeer peer = pair.peer();
              byte[] frame = peer.frame(2, true, Samples.bytes(200));
              byte[] ping = peer.frame(RawFrame.PING, true, new byte[0]);
              // The Pong shows that the first half was taken in by itself.
              peer.send(RawBytes.join(ping, Arrays.copyOf(frame, 100)));
              assertEquals(RawFrame.PONG, peer.readFrame().opcode());
              peer.dribble(Arrays.copyOfRange(frame, 100, frame.length));
              assertArrayEquals(Samples.bytes(200), pair.app().binary());
            });
  }

  /** The callee keeps what it was given. */
  @Rule(
      id = "DL-7",
      cites = "design s.4 (LinkListener)",
      intent =
          "A binary message is read-only and the callee's: what comes later does not alter it.")
  default void givesMessagesAway() {
    List<ByteBuffer> kept = Collections.synchronizedList(new ArrayList<>());
    bench()
        .bothRoles(
            pair -> {
              kept.clear();
              pair.app().also(kept::add);
              for (int i = 0; i < 50; i++) {
                byte[] same = new byte[300];
                Arrays.fill(same, (byte) i);
                pair.peer().sendRaw(0x82, same);
                var unused = pair.app().binary();
              }
              for (int i = 0; i < 50; i++) {
                ByteBuffer message = kept.get(i);
                assertTrue(message.isReadOnly(), "message " + i + " is read-only");
                message.rewind();
                assertEquals(300, message.remaining(), "bytes of message " + i);
                assertEquals((byte) i, message.get(299), "last byte of message " + i);
              }
            });
  }

  /** The largest message is delivered. */
  @Rule(
      id = "DL-8",
      cites = "RFC 6455 s.10.4; design s.6",
      intent = "A message of exactly the limit is delivered, whole and in fragments.")
  default void deliversTheLargestMessage() {
    bench()
        .bothRoles(
            Samples.limited(1_000),
            Long.MAX_VALUE,
            pair -> {
              pair.peer().sendRaw(0x82, Samples.bytes(1_000));
              assertEquals(1_000, pair.app().binary().length);
              pair.peer().sendRaw(0x02, Samples.bytes(999));
              pair.peer().sendRaw(0x80, (byte) 1);
              assertEquals(1_000, pair.app().binary().length);
            });
  }

  /** Frames are delivered as they are. */
  @Rule(
      id = "DL-9",
      cites = "RFC 6455 s.5.4; design s.4 (FRAMES)",
      intent = "Under FRAMES each frame arrives as it is, Pings and Pongs too, none answered.",
      needs = Capability.FRAMES)
  default void deliversFrames() {
    bench()
        .bothRoles(
            Bench.QUIET.with(Delivery.FRAMES),
            Long.MAX_VALUE,
            pair -> {
              pair.peer().sendRaw(0x01, (byte) 'a');
              pair.peer().sendRaw(0x89, (byte) 'p');
              pair.peer().sendRaw(0x80, (byte) 'b');
              assertEquals("text, not final, 1 bytes", pair.app().frame().toString());
              assertEquals("Ping, 1 bytes", pair.app().frame().toString());
              assertEquals("continuation, 1 bytes", pair.app().frame().toString());
              ByteBuffer pong = ByteBuffer.wrap("p".getBytes(UTF_8));
              pair.link().sendFrame(Opcode.PONG, true, pong, Completion.IGNORED);
              RawFrame answer = pair.peer().readFrame();
              assertEquals(RawFrame.PONG, answer.opcode(), "on the wire first: " + answer);
            });
  }

  /** An application that replies from its callback is served. */
  @Rule(
      id = "DL-10",
      cites = "design s.4 (Link)",
      intent = "What a callback sends goes out, in order, without another event to push it.")
  default void sendsFromACallback() {
    bench()
        .bothRoles(
            pair -> {
              pair.app().echo();
              for (int i = 0; i < 20; i++) {
                pair.peer().sendText("echo " + i);
                assertEquals("echo " + i, pair.peer().readText());
              }
            });
  }
}
