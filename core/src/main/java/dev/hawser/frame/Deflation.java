package dev.hawser.frame;

import dev.hawser.close.Role;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One side's compression of one connection, as it was agreed.
 *
 * <p>Holds native memory from the first compressed message of each direction on, so its owner calls
 * {@link #close} when the connection has ended, whichever way. Where a direction's messages stand
 * alone it holds some only amid a message. Not thread-safe. Source: RFC 7692.
 */
public final class Deflation {
  /** The reserved bit that marks a compressed message (RFC 7692 s.6). */
  public static final int RSV1 = 0x40;

  private final int atLeast;
  private final int level;
  private final boolean inboundAlone;
  private final MessageDeflater deflater;
  private @Nullable MessageInflater inflater;

  private Deflation(Compression wish, boolean inboundAlone, boolean outboundAlone) {
    this.atLeast = wish.atLeast();
    this.level = wish.level();
    this.inboundAlone = inboundAlone;
    this.deflater = new MessageDeflater(level, outboundAlone);
  }

  /** Returns that side's compression; a side may always do without the context it could keep. */
  public static Deflation of(Role self, DeflateTerms terms, Compression wish) {
    boolean server = self == Role.SERVER;
    boolean outbound =
        server
            ? terms.serverAlone() || wish.serverNoContextTakeover()
            : terms.clientAlone() || wish.clientNoContextTakeover();
    boolean inbound = server ? terms.clientAlone() : terms.serverAlone();
    return new Deflation(wish, inbound, outbound);
  }

  /** Tells whether a message of that many bytes is to be compressed at all. */
  public boolean takes(int bytes) {
    return bytes >= atLeast;
  }

  /**
   * Returns the message compressed, to be sent before any other, with {@link #RSV1} on its first
   * frame; null where it is to be sent as it is.
   */
  public @Nullable ByteBuffer deflate(ByteBuffer message) {
    return deflater.deflate(message);
  }

  /**
   * Tells whether what {@link #deflate} returns depends on the message and {@link #level} alone, so
   * that it does for other connections too of which that is true.
   */
  public boolean shareable() {
    return deflater.alone();
  }

  /** Returns how hard it tries, 1-9. */
  public int level() {
    return level;
  }

  /** Returns what inflates the peer's messages up to that many bytes. */
  MessageInflater inflating(int most) {
    MessageInflater made = new MessageInflater(most, inboundAlone);
    inflater = made;
    return made;
  }

  /** Returns how many native streams are held: 0-2. */
  public int held() {
    return (deflater.held() ? 1 : 0) + (inflater != null && inflater.held() ? 1 : 0);
  }

  /** Gives all native memory back; nothing is to be read or written after it. */
  public void close() {
    deflater.free();
    if (inflater != null) {
      inflater.free();
    }
  }
}
