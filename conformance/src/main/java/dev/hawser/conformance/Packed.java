package dev.hawser.conformance;

import dev.hawser.close.Role;
import dev.hawser.frame.Compression;
import dev.hawser.transport.Capability;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.LinkOptions;
import dev.hawser.transport.Listening;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Links on which compression was agreed, and the raw peer's own way to compress. */
final class Packed {
  static final String FIELD = "Sec-WebSocket-Extensions";
  static final String NAME = "permessage-deflate";

  /** The bit of a frame's first byte that marks a compressed message. */
  static final int RSV1 = 0x40;

  private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

  private Packed() {}

  /** Returns options that compress every message but an empty one. */
  static LinkOptions options(Compression wish) {
    return Bench.QUIET.with(wish.atLeast(1));
  }

  /** Returns an open client's link whose peer accepted so. */
  static Pair client(Bench bench, LinkOptions options, String answer) {
    RawServer server = bench.server();
    App app = bench.app();
    var unused = bench.transport().dial(DialRequest.of(server.uri("/")).with(options), app);
    RawPeer peer = bench.keep(server.acceptUpgraded(FIELD + ": " + answer));
    var unusedLink = app.link();
    return new Pair(Role.CLIENT, app, peer);
  }

  /** Returns an open link of an accepted socket whose peer offered so. */
  static Pair accepted(Bench bench, LinkOptions options, String offer) {
    App app = bench.app();
    Listening listening = bench.listen(Bench.accepting(app, options));
    RawPeer peer = bench.upgraded(listening, FIELD + ": " + offer);
    var unused = app.link();
    return new Pair(Role.SERVER, app, peer);
  }

  /** Does the same as a client and, where there is a server, as one, both keeping the context. */
  static void bothRoles(Bench bench, LinkOptions options, Consumer<Pair> test) {
    as(Role.CLIENT, client(bench, options, NAME), test);
    if (bench.can(Capability.SERVER)) {
      as(Role.SERVER, accepted(bench, options, NAME), test);
    }
  }

  private static void as(Role role, Pair pair, Consumer<Pair> test) {
    try {
      test.accept(pair);
    } catch (Throwable broken) {
      throw new AssertionError("as " + role + ": " + broken.getMessage(), broken);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Compresses messages as a peer of the kit does. */
  static final class Packer implements AutoCloseable {
    private final Deflater deflater = new Deflater(9, true);

    byte[] pack(byte[] message) {
      deflater.setInput(message);
      byte[] out = new byte[message.length + 1024];
      int bytes = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
      return Arrays.copyOf(out, bytes - TAIL.length);
    }

    @Override
    public void close() {
      deflater.end();
    }
  }

  /** Reads compressed messages as a peer of the kit does. */
  static final class Opener implements AutoCloseable {
    private final Inflater inflater = new Inflater(true);

    /** Reads the next message, which has to be a compressed text in that many frames at least. */
    String text(RawPeer peer) {
      RawFrame frame = peer.readFrame();
      // Three reserved bits, the first of them the highest.
      if (frame.opcode() != RawFrame.TEXT || frame.rsv() != 4) {
        throw new AssertionError(
            "on the wire: wanted a compressed text, got " + frame + ", reserved " + frame.rsv());
      }
      byte[] packed = frame.payload();
      while (!frame.fin()) {
        frame = peer.readFrame();
        if (frame.opcode() != RawFrame.CONTINUATION || frame.rsv() != 0) {
          throw new AssertionError(
              "on the wire: wanted a continuation, got " + frame + ", reserved " + frame.rsv());
        }
        packed = RawBytes.join(packed, frame.payload());
      }
      return new String(open(RawBytes.join(packed, TAIL)), StandardCharsets.UTF_8);
    }

    private byte[] open(byte[] packed) {
      inflater.setInput(packed);
      byte[] out = new byte[1 << 20];
      try {
        int bytes = inflater.inflate(out);
        return Arrays.copyOf(out, bytes);
      } catch (DataFormatException broken) {
        throw new AssertionError("on the wire: wanted compressed data, got " + broken, broken);
      }
    }

    @Override
    public void close() {
      inflater.end();
    }
  }
}
