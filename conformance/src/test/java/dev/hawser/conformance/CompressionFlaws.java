package dev.hawser.conformance;

import static dev.hawser.conformance.HandshakeFlaws.opting;
import static dev.hawser.conformance.HandshakeFlaws.tampered;

import dev.hawser.conformance.plain.Tampered;
import dev.hawser.frame.Compression;
import java.util.List;
import java.util.function.UnaryOperator;

/** Transports that compress wrongly, or not as it was agreed. */
final class CompressionFlaws {
  private CompressionFlaws() {}

  static List<BrokenTransport> all() {
    return List.of(
        BrokenTransport.of(
            "does not compress", "CP-1 CP-2 CP-5", () -> opting(o -> o.with(Compression.OFF))),
        BrokenTransport.of(
            "offers compression without its wishes",
            "CP-1",
            () -> heads("GET ", head -> head.replace("; server_no_context_takeover", ""))),
        BrokenTransport.of(
            "does not repeat what it accepts",
            "CP-2",
            () -> heads("HTTP/1.1 101", head -> head.replace("; client_no_context_takeover", ""))),
        BrokenTransport.of(
            "accepts what it was not offered",
            "CP-3",
            () ->
                heads(
                    "HTTP/1.1 101",
                    head ->
                        head.contains("permessage-deflate")
                            ? head
                            : head.replace(
                                "\r\n\r\n",
                                "\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n"))),
        BrokenTransport.of(
            "keeps its context against its word",
            "CP-6",
            () ->
                opting(
                    o ->
                        o.with(
                            o.compression()
                                .serverNoContextTakeover(false)
                                .clientNoContextTakeover(false)))),
        BrokenTransport.of(
            "marks every fragment",
            "CP-7",
            () -> tampered(() -> new Marks(first -> first == 0 || first == 0x80 ? 0x40 : 0))),
        BrokenTransport.of(
            "forgets to mark what is compressed",
            "CP-5 CP-6 CP-7 CP-11",
            () -> tampered(() -> new Marks(first -> first & 0x40))),
        BrokenTransport.of(
            "compresses whatever its size",
            "CP-11",
            () -> opting(o -> o.with(o.compression().atLeast(1)))));
  }

  private static Flaw heads(String begin, UnaryOperator<String> change) {
    return tampered(
        () ->
            new Tampered() {
              @Override
              public String head(String head) {
                return head.startsWith(begin) ? change.apply(head) : head;
              }
            });
  }

  private interface Turned {
    int bits(int first);
  }

  /** Turns bits of first bytes around. */
  private static final class Marks extends Flaw.Frames {
    private final Turned turned;

    Marks(Turned turned) {
      this.turned = turned;
    }

    @Override
    Flaw.Frames copy() {
      return new Marks(turned);
    }

    @Override
    byte[] sent(int first, byte[] payload) {
      return frame(first ^ turned.bits(first), payload);
    }
  }
}
