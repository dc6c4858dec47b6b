package dev.hawser.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hawser.close.Fault;
import dev.hawser.frame.Compression;
import dev.hawser.transport.Capability;
import dev.hawser.transport.Completion;
import dev.hawser.transport.Limits;
import dev.hawser.transport.LinkOptions;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** How messages are compressed, and what a peer may not do with it. */
public interface CompressionRules extends Family {
  /** Messages are compressed with what went before. */
  @Rule(
      id = "CP-5",
      cites = "RFC 7692 s.6, s.7.2",
      intent = "Messages are compressed both ways, and the context stands from one to the next.",
      needs = Capability.COMPRESSION)
  default void compressesBothWays() {
    String text = "{\"rope\":\"tauwerk\",\"long\":\"é纜🚢\"}";
    Packed.bothRoles(
        bench(),
        Packed.options(Compression.deflate()),
        pair -> {
          try (Packed.Opener opener = new Packed.Opener();
              Packed.Packer packer = new Packed.Packer()) {
            for (int i = 0; i < 3; i++) {
              pair.send(text);
              assertEquals(text, opener.text(pair.peer()));
              byte[] packed = packer.pack(Packed.utf8(text));
              assertTrue(i == 0 || packed.length < 12, "the kit's own context");
              pair.peer().sendRaw(0x81 | Packed.RSV1, packed);
              assertEquals(text, pair.app().text());
            }
            pair.peer().sendRaw(0x81 | Packed.RSV1, (byte) 0);
            assertEquals("", pair.app().text());
            pair.peer().sendText("plain");
            assertEquals("plain", pair.app().text());
          }
        });
  }

  /** What is to stand alone stands alone. */
  @Rule(
      id = "CP-6",
      cites = "RFC 7692 s.7.1.1",
      intent = "Where no context is to be taken over, each message of that side stands alone.",
      needs = Capability.COMPRESSION)
  default void takesNoContextOverWhereItIsNotTo() {
    Pair client =
        Packed.client(
            bench(),
            Packed.options(Compression.deflate()),
            "permessage-deflate; client_no_context_takeover; server_no_context_takeover");
    standsAlone(client);
    Pair wishing =
        Packed.client(
            bench(),
            Packed.options(Compression.deflate().clientNoContextTakeover(true)),
            Packed.NAME);
    standsAlone(wishing);
    if (bench().can(Capability.SERVER)) {
      standsAlone(
          Packed.accepted(
              bench(),
              Packed.options(Compression.deflate()),
              "permessage-deflate; server_no_context_takeover; client_no_context_takeover"));
      standsAlone(
          Packed.accepted(
              bench(),
              Packed.options(Compression.deflate().serverNoContextTakeover(true)),
              Packed.NAME));
    }
  }

  private static void standsAlone(Pair pair) {
    String text = "tauwerk tauwerk tauwerk tauwerk tauwerk";
    for (int i = 0; i < 3; i++) {
      pair.send(text);
      try (Packed.Opener fresh = new Packed.Opener();
          Packed.Packer packer = new Packed.Packer()) {
        assertEquals(text, fresh.text(pair.peer()));
        pair.peer().sendRaw(0x81 | Packed.RSV1, packer.pack(Packed.utf8(text)));
        assertEquals(text, pair.app().text());
      }
    }
  }

  /** Long messages are cut, and the bit stands once. */
  @Rule(
      id = "CP-7",
      cites = "RFC 7692 s.6.1",
      intent = "A compressed message in fragments says so on the first one only, both ways.",
      needs = Capability.COMPRESSION)
  default void marksTheFirstFragmentOnly() {
    StringBuilder noise = new StringBuilder();
    for (byte b : Samples.bytes(40_000)) {
      noise.append((char) ('0' + (b & 0x3F)));
    }
    String text = noise.toString();
    Packed.bothRoles(
        bench(),
        Packed.options(Compression.deflate()).with(Limits.DEFAULT.fragment(8192)),
        pair -> {
          try (Packed.Opener opener = new Packed.Opener();
              Packed.Packer packer = new Packed.Packer()) {
            pair.send(text);
            assertEquals(text, opener.text(pair.peer()));
            byte[] packed = packer.pack(Packed.utf8(text));
            int third = packed.length / 3;
            pair.peer().sendRaw(0x01 | Packed.RSV1, Arrays.copyOf(packed, third));
            pair.peer().sendRaw(0x89, (byte) 'p');
            pair.peer().sendRaw(0x00, Arrays.copyOfRange(packed, third, 2 * third));
            pair.peer().sendRaw(0x80, Arrays.copyOfRange(packed, 2 * third, packed.length));
            assertEquals(text, pair.app().text());
            assertEquals(RawFrame.PONG, pair.peer().readFrame().opcode());
          }
        });
  }

  /** The bit stands where it may. */
  @Rule(
      id = "CP-8",
      cites = "RFC 7692 s.6, s.6.1",
      intent = "RSV1 on a control frame or a continuation ends the link with 1002.",
      needs = {Capability.COMPRESSION, Capability.EXACT_ERROR_CODE})
  default void refusesTheBitWhereItMayNotBe() {
    for (int first : new int[] {0x89, 0x8A, 0x80}) {
      Packed.bothRoles(
          bench(),
          Packed.options(Compression.deflate()),
          pair -> {
            if (first == 0x80) {
              pair.peer().sendRaw(0x01 | Packed.RSV1, (byte) 0x2A);
            }
            pair.peer().sendRaw(first | Packed.RSV1);
            var unused = pair.fails(1002, Fault.PROTOCOL_VIOLATION);
          });
    }
  }

  /** A few bytes may stand for many. */
  @Rule(
      id = "CP-9",
      cites = "RFC 6455 s.10.4; design s.2 (frame)",
      intent = "The limit of a message counts what comes out: a bomb ends the link with 1009.",
      needs = {Capability.COMPRESSION, Capability.EXACT_ERROR_CODE})
  default void stopsABombAtTheLimit() {
    int limit = 100_000;
    LinkOptions options =
        Packed.options(Compression.deflate()).with(Limits.DEFAULT.maxMessage(limit));
    Packed.bothRoles(
        bench(),
        options,
        pair -> {
          try (Packed.Packer packer = new Packed.Packer()) {
            pair.peer().sendRaw(0x82 | Packed.RSV1, packer.pack(new byte[limit]));
            assertEquals(limit, pair.app().binary().length);
            // Not even its last fragment: it is stopped while it inflates.
            pair.peer().sendRaw(0x02 | Packed.RSV1, packer.pack(new byte[20 << 20]));
            var unused = pair.fails(1009, Fault.MESSAGE_TOO_BIG);
          }
        });
  }

  /** What cannot be inflated is no message. */
  @Rule(
      id = "CP-10",
      cites = "RFC 7692 s.6.2; RFC 6455 s.8.1",
      intent = "Broken compressed data, and text that is not UTF-8 inside, end the link with 1007.",
      needs = {Capability.COMPRESSION, Capability.EXACT_ERROR_CODE})
  default void refusesBrokenData() {
    LinkOptions options = Packed.options(Compression.deflate());
    Packed.bothRoles(
        bench(),
        options,
        pair -> {
          pair.peer().sendRaw(0x82 | Packed.RSV1, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF);
          var unused = pair.fails(1007, Fault.INVALID_PAYLOAD);
        });
    Packed.bothRoles(
        bench(),
        options,
        pair -> {
          try (Packed.Packer packer = new Packed.Packer()) {
            byte[] latin1 = {'a', (byte) 0xE9, 'b'};
            pair.peer().sendRaw(0x81 | Packed.RSV1, packer.pack(latin1));
            var unused = pair.fails(1007, Fault.INVALID_PAYLOAD);
          }
        });
  }

  /** Small messages leave as they are. */
  @Rule(
      id = "CP-11",
      cites = "RFC 7692 s.6.1",
      intent =
          "Messages below the least size, and Pings, leave uncompressed, in order with others.",
      needs = Capability.COMPRESSION)
  default void leavesSmallMessagesAsTheyAre() {
    String text = "tauwerk ".repeat(10);
    Packed.bothRoles(
        bench(),
        Bench.QUIET.with(Compression.deflate().atLeast(50)),
        pair -> {
          try (Packed.Opener opener = new Packed.Opener()) {
            pair.send("small");
            pair.send(text);
            pair.link().sendBinary(ByteBuffer.wrap(new byte[49]), Completion.IGNORED);
            assertEquals("small", pair.peer().readText());
            assertEquals(text, opener.text(pair.peer()));
            RawFrame small = pair.peer().readFrame();
            assertEquals(0, small.rsv(), "reserved bits");
            assertEquals(49, small.payload().length);
          }
        });
  }
}
