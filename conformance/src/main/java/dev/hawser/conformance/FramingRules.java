package dev.hawser.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.transport.Capability;
import java.time.Duration;
import java.util.List;

/** What a peer may not send, and what becomes of a link on which it does. */
public interface FramingRules extends Family {
  /** Reserved bits mean nothing yet. */
  @Rule(
      id = "FR-1",
      cites = "RFC 6455 s.5.2 (RSV1-3)",
      intent = "A frame with a reserved bit ends the link: one Close 1002, PROTOCOL_VIOLATION.",
      needs = Capability.EXACT_ERROR_CODE)
  default void refusesReservedBits() {
    for (int bit : new int[] {0x40, 0x20, 0x10}) {
      bench()
          .bothRoles(
              pair -> {
                pair.peer().sendRaw(0x81 | bit, (byte) 'x');
                var unused = pair.fails(1002, Fault.PROTOCOL_VIOLATION);
              });
    }
  }

  /** Reserved opcodes mean nothing yet. */
  @Rule(
      id = "FR-2",
      cites = "RFC 6455 s.5.2 (opcode)",
      intent = "A frame of a reserved opcode ends the link with 1002.",
      needs = Capability.EXACT_ERROR_CODE)
  default void refusesReservedOpcodes() {
    for (int opcode : new int[] {3, 7, 11, 15}) {
      bench()
          .bothRoles(
              pair -> {
                pair.peer().sendRaw(0x80 | opcode, (byte) 'x');
                var unused = pair.fails(1002, Fault.PROTOCOL_VIOLATION);
              });
    }
  }

  /** Control frames are short. */
  @Rule(
      id = "FR-3",
      cites = "RFC 6455 s.5.5",
      intent = "A Ping, Pong or Close of more than 125 bytes ends the link with 1002.",
      needs = Capability.EXACT_ERROR_CODE)
  default void refusesLongControlFrames() {
    for (int first : new int[] {0x89, 0x8A, 0x88}) {
      bench()
          .bothRoles(
              pair -> {
                byte[] payload = new byte[126];
                payload[0] = 3;
                payload[1] = (byte) 0xE8;
                pair.peer().sendRaw(first, payload);
                var unused = pair.fails(1002, Fault.PROTOCOL_VIOLATION);
              });
    }
  }

  /** Control frames are whole. */
  @Rule(
      id = "FR-4",
      cites = "RFC 6455 s.5.5",
      intent = "A fragmented control frame ends the link with 1002.",
      needs = Capability.EXACT_ERROR_CODE)
  default void refusesFragmentedControlFrames() {
    for (int first : new int[] {0x09, 0x0A, 0x08}) {
      bench()
          .bothRoles(
              pair -> {
                pair.peer().sendRaw(first);
                var unused = pair.fails(1002, Fault.PROTOCOL_VIOLATION);
              });
    }
  }

  /** A continuation continues something. */
  @Rule(
      id = "FR-5",
      cites = "RFC 6455 s.5.4",
      intent = "A continuation of nothing ends the link with 1002.",
      needs = Capability.EXACT_ERROR_CODE)
  default void refusesAStrayContinuation() {
    for (int first : new int[] {0x00, 0x80}) {
      bench()
          .bothRoles(
              pair -> {
                pair.peer().sendRaw(first, (byte) 'x');
                var unused = pair.fails(1002, Fault.PROTOCOL_VIOLATION);
              });
    }
  }

  /** Messages do not interleave. */
  @Rule(
      id = "FR-6",
      cites = "RFC 6455 s.5.4",
      intent = "A new message amid the fragments of another ends the link with 1002.",
      needs = Capability.EXACT_ERROR_CODE)
  default void refusesInterleavedMessages() {
    for (int first : new int[] {0x81, 0x02}) {
      bench()
          .bothRoles(
              pair -> {
                pair.peer().sendRaw(0x01, (byte) 'a');
                pair.peer().sendRaw(first, (byte) 'b');
                var unused = pair.fails(1002, Fault.PROTOCOL_VIOLATION);
              });
    }
  }

  /** A length has one form. */
  @Rule(
      id = "FR-7",
      cites = "RFC 6455 s.5.2 (payload length)",
      intent = "A length that is not in its shortest form, or has its top bit set, gives 1002.",
      needs = Capability.EXACT_ERROR_CODE)
  default void refusesLengthsInTheWrongForm() {
    for (long length : new long[] {5, 126, 65_535, Long.MIN_VALUE | 5}) {
      bench()
          .bothRoles(
              pair -> {
                pair.peer().sendHeader(0x82, length);
                var unused = pair.fails(1002, Fault.PROTOCOL_VIOLATION);
              });
    }
  }

  /** Clients mask, servers do not. */
  @Rule(
      id = "FR-8",
      cites = "RFC 6455 s.5.1",
      intent = "A frame masked by a server, or not masked by a client, ends the link with 1002.",
      needs = {Capability.STRICT_MASKING, Capability.EXACT_ERROR_CODE})
  default void refusesWrongMasking() {
    bench()
        .bothRoles(
            pair -> {
              pair.peer().sendWronglyMasked(0x81, (byte) 'x');
              var unused = pair.fails(1002, Fault.PROTOCOL_VIOLATION);
            });
  }

  /** Text is UTF-8. */
  @Rule(
      id = "FR-9",
      cites = "RFC 6455 s.8.1, s.5.6",
      intent = "Text that is not UTF-8 is not delivered: 1007, INVALID_PAYLOAD.",
      needs = Capability.EXACT_ERROR_CODE)
  default void refusesTextThatIsNoUtf8() {
    List<byte[]> wrong =
        List.of(
            new byte[] {(byte) 0xFF},
            new byte[] {(byte) 0xC0, (byte) 0xAF},
            new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
            new byte[] {'a', (byte) 0xE2, (byte) 0x82});
    for (byte[] text : wrong) {
      bench()
          .bothRoles(
              pair -> {
                pair.peer().sendRaw(0x81, text);
                var unused = pair.fails(1007, Fault.INVALID_PAYLOAD);
              });
    }
  }

  /** Text is judged as a whole. */
  @Rule(
      id = "FR-10",
      cites = "RFC 6455 s.8.1, s.5.4",
      intent = "A character broken off between fragments is found out: 1007.",
      needs = Capability.EXACT_ERROR_CODE)
  default void judgesTextAcrossFragments() {
    bench()
        .bothRoles(
            pair -> {
              pair.peer().sendRaw(0x01, (byte) 0xE2, (byte) 0x82);
              pair.peer().sendRaw(0x80, (byte) 'x');
              var unused = pair.fails(1007, Fault.INVALID_PAYLOAD);
            });
  }

  /** A frame over the limit is not read. */
  @Rule(
      id = "FR-11",
      cites = "RFC 6455 s.7.4.1 (1009), s.10.4",
      intent = "A frame over the limit ends the link with 1009 before its bytes are waited for.",
      needs = Capability.EXACT_ERROR_CODE)
  default void refusesABigFrame() {
    for (long length : new long[] {65_536, 1L << 40}) {
      bench()
          .bothRoles(
              Samples.limited(65_535),
              Long.MAX_VALUE,
              pair -> {
                pair.peer().sendHeader(0x82, length);
                var unused = pair.fails(1009, Fault.MESSAGE_TOO_BIG);
              });
    }
  }

  /** Fragments add up. */
  @Rule(
      id = "FR-12",
      cites = "RFC 6455 s.7.4.1 (1009)",
      intent = "Fragments that add up to more than the limit end the link with 1009.",
      needs = Capability.EXACT_ERROR_CODE)
  default void refusesABigFragmentedMessage() {
    bench()
        .bothRoles(
            Samples.limited(1_000),
            Long.MAX_VALUE,
            pair -> {
              pair.peer().sendRaw(0x01, "x".repeat(600).getBytes(UTF_8));
              pair.peer().sendRaw(0x80, "x".repeat(401).getBytes(UTF_8));
              var unused = pair.fails(1009, Fault.MESSAGE_TOO_BIG);
            });
  }

  /** Behind a broken rule nothing counts. */
  @Rule(
      id = "FR-13",
      cites = "RFC 6455 s.7.1.7",
      intent = "After a broken rule nothing more is delivered and nothing answered but one Close.",
      needs = Capability.EXACT_ERROR_CODE)
  default void hearsNothingBehindABrokenRule() {
    bench()
        .bothRoles(
            pair -> {
              RawPeer peer = pair.peer();
              peer.send(
                  RawBytes.join(
                      peer.frame(3, true, new byte[0]),
                      peer.frame(RawFrame.TEXT, true, "late".getBytes(UTF_8)),
                      peer.frame(RawFrame.PING, true, "late".getBytes(UTF_8)),
                      peer.frame(RawFrame.CLOSE, true, RawFrame.closePayload(4000, ""))));
              var unused = pair.fails(1002, Fault.PROTOCOL_VIOLATION);
              assertFalse(pair.app().history().contains("text"), "the application saw late text");
            });
  }

  /** A link that is given up does not wait for ever. */
  @Rule(
      id = "FR-14",
      cites = "RFC 6455 s.7.1.1; design s.6 (close timeout)",
      intent =
          "A peer that broke a rule and then leaves TCP standing is dropped at the close timeout.",
      needs = Capability.EXACT_ERROR_CODE)
  default void dropsAPeerThatBrokeARuleAndStays() {
    bench()
        .bothRoles(
            pair -> {
              pair.peer().sendRaw(0x83);
              pair.peer().readClose(1002);
              bench().advance(Duration.ofSeconds(5));
              var ending = pair.app().ending(Ending.Failed.class);
              assertEquals(Fault.PROTOCOL_VIOLATION, ending.fault());
              pair.peer().readGone();
            });
  }
}
