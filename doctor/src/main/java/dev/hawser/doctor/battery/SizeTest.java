package dev.hawser.doctor.battery;

import dev.hawser.doctor.evidence.Exchange;
import dev.hawser.doctor.evidence.Probe;
import dev.hawser.doctor.evidence.SizeLook;
import dev.hawser.doctor.evidence.WireEnd;
import dev.hawser.doctor.wire.Knock;
import dev.hawser.doctor.wire.Socketed;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** Messages of growing size, each followed by a Ping: the last whose Ping is answered survived. */
final class SizeTest {
  /** Around the limits that products are known for, and around one packet. */
  private static final int[] LADDER = {
    1_000,
    1_300,
    1_600,
    4_096,
    8_191,
    8_193,
    16_384,
    32_767,
    32_769,
    65_535,
    65_537,
    131_073,
    1_048_576,
    16_777_216
  };

  private static final long PATIENCE = 2_500;
  private static final int COMPRESSED = 2_048;

  private SizeTest() {}

  static void run(Scene scene) {
    Knock.Visit visit = scene.visit(Probe.WS0);
    Socketed socket = visit == null ? null : visit.socket();
    List<SizeLook> looks = new ArrayList<>();
    if (socket == null) {
      scene.notes().unseen("size");
    } else {
      try (socket) {
        socket.watch(scene.budget().in(100));
        for (long size : sizes(scene.plan().largest())) {
          SizeLook look = send(scene, socket, Socketed.filler((int) size), 0);
          if (look == null) {
            scene.notes().unseen("size");
            break;
          }
          looks.add(look);
          if (!look.survived()) {
            break;
          }
        }
      }
    }
    scene.notes().sizes(looks, compressed(scene));
  }

  private static List<Long> sizes(long largest) {
    List<Long> sizes = new ArrayList<>();
    for (int step : LADDER) {
      if (step < largest) {
        sizes.add((long) step);
      }
    }
    sizes.add(largest);
    return sizes;
  }

  /** One compressed message where permessage-deflate was accepted (RFC 7692 s.7.2.1). */
  private static @Nullable SizeLook compressed(Scene scene) {
    if (!scene.notes().upgraded(Probe.EXT)) {
      return null;
    }
    Knock.Visit visit = scene.visit(Probe.EXT);
    Socketed socket = visit == null ? null : visit.socket();
    if (visit == null || socket == null || !accepted(visit.exchange())) {
      return null;
    }
    try (socket) {
      socket.watch(scene.budget().in(100));
      return send(scene, socket, deflated(), 0x40);
    }
  }

  private static boolean accepted(Exchange exchange) {
    return exchange.header("Sec-WebSocket-Extensions").contains("permessage-deflate");
  }

  private static byte[] deflated() {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    deflater.setInput(Socketed.filler(COMPRESSED));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] piece = new byte[512];
    int count = deflater.deflate(piece, 0, piece.length, Deflater.SYNC_FLUSH);
    while (count > 0) {
      out.write(piece, 0, count);
      count = deflater.deflate(piece, 0, piece.length, Deflater.SYNC_FLUSH);
    }
    deflater.end();
    byte[] whole = out.toByteArray();
    // The last four bytes of a sync flush are left out: 00 00 ff ff.
    return java.util.Arrays.copyOf(whole, whole.length - 4);
  }

  /** Sends it, and a Ping behind it; null where there was no time to wait for both. */
  private static @Nullable SizeLook send(Scene scene, Socketed socket, byte[] payload, int rsv) {
    if (!scene.budget().has(PATIENCE)) {
      return null;
    }
    byte[] nonce = Socketed.nonce(Long.BYTES);
    socket.message(payload, rsv);
    long deadline = scene.budget().in(PATIENCE);
    boolean survived = answered(socket, nonce, deadline);
    while (!survived && open(socket)) {
      // Nobody refused it: perhaps nobody had time for it. A new connection shows that.
      if (!scene.budget().has(PATIENCE)) {
        return null;
      }
      boolean others = Boolean.TRUE.equals(scene.pongs(PATIENCE));
      survived = answered(socket, nonce, scene.budget().in(others ? PATIENCE : 0));
      if (others && !survived && open(socket)) {
        break;
      }
    }
    if (!survived && socket.end() == WireEnd.OPEN) {
      // What the peer said may still be on its way.
      socket.watch(scene.budget().in(50));
    }
    long size = rsv == 0 ? payload.length : COMPRESSED;
    return new SizeLook(size, survived, socket.closeNote().code(), socket.end());
  }

  private static boolean answered(Socketed socket, byte[] nonce, long deadline) {
    if (!socket.written(deadline)) {
      return false;
    }
    boolean asked = socket.unanswered() > 0 || socket.ping(nonce);
    return asked && socket.awaitPong(nonce, deadline);
  }

  private static boolean open(Socketed socket) {
    return socket.end() == WireEnd.OPEN && socket.closeNote().code() == 0;
  }
}
