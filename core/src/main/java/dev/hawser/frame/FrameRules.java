package dev.hawser.frame;

import dev.hawser.close.Role;
import org.jspecify.annotations.Nullable;

/**
 * What a reader accepts.
 *
 * @param self the side that reads: a server takes masked frames only, a client unmasked ones only
 *     (RFC 6455 s.5.1)
 * @param maxFrame the most bytes of payload in one data frame
 * @param maxMessage the most bytes of payload in one message
 * @param rsv the reserved bits, of {@code 0x70}, that a negotiated extension owns on the first
 *     frame of a message; 0 without extensions
 * @param lenientCodes whether a received Close may carry an unassigned code of 1016-2999
 * @param checkText whether {@link FrameReader} refuses text that is not UTF-8; {@link
 *     MessageReader} always does
 */
public record FrameRules(
    Role self, long maxFrame, long maxMessage, int rsv, boolean lenientCodes, boolean checkText) {
  /** The default limit of a message: 1 MiB. */
  public static final long DEFAULT_MAX_MESSAGE = 1 << 20;

  /** Refuses limits below one and bits that are not reserved ones. */
  public FrameRules {
    requirePositive("largest frame", maxFrame);
    requirePositive("largest message", maxMessage);
    if ((rsv & ~0x70) != 0) {
      throw new IllegalArgumentException(
          "reserved bits 0x" + Integer.toHexString(rsv) + " are not within 0x70");
    }
  }

  /**
   * Returns strict rules: messages up to 1 MiB in frames of any size, no extension, no unassigned
   * close code, text checked.
   */
  public static FrameRules of(Role self) {
    return new FrameRules(self, Long.MAX_VALUE, DEFAULT_MAX_MESSAGE, 0, false, true);
  }

  /** Returns a copy with another limit for messages, in bytes of payload. */
  public FrameRules maxMessage(long bytes) {
    return new FrameRules(self, maxFrame, bytes, rsv, lenientCodes, checkText);
  }

  /** Returns a copy with another limit for frames alone, in bytes of payload. */
  public FrameRules maxFrame(long bytes) {
    return new FrameRules(self, bytes, maxMessage, rsv, lenientCodes, checkText);
  }

  /** Returns a copy with the reserved bits, of {@code 0x70}, that extensions own. */
  public FrameRules rsv(int bits) {
    return new FrameRules(self, maxFrame, maxMessage, bits, lenientCodes, checkText);
  }

  /** Returns a copy that takes, or refuses, unassigned close codes of 1016-2999. */
  public FrameRules lenientCodes(boolean lenient) {
    return new FrameRules(self, maxFrame, maxMessage, rsv, lenient, checkText);
  }

  /** Returns a copy whose {@link FrameReader} checks, or passes on, text that is not UTF-8. */
  public FrameRules checkText(boolean check) {
    return new FrameRules(self, maxFrame, maxMessage, rsv, lenientCodes, check);
  }

  /** Returns what is wrong with a frame that begins so, null if nothing is. */
  @Nullable Violation wrongBegin(Opcode opcode, boolean fin, int bits, boolean midMessage) {
    boolean begins = opcode == Opcode.TEXT || opcode == Opcode.BINARY;
    if ((bits & ~(begins ? rsv : 0)) != 0) {
      return Violation.protocol("reserved bits 0x" + Integer.toHexString(bits) + " are set");
    }
    if (opcode.control()) {
      return fin ? null : Violation.protocol("fragmented control frame");
    }
    if (begins && midMessage) {
      return Violation.protocol("new message inside a fragmented one");
    }
    return begins || midMessage
        ? null
        : Violation.protocol("continuation without a message to go on with");
  }

  /** Returns what is wrong with a frame that is masked, or is not; strict in both directions. */
  @Nullable Violation wrongMask(boolean masked) {
    // RFC 6455 s.5.1
    if (masked == (self == Role.SERVER)) {
      return null;
    }
    return Violation.protocol(
        masked ? "frame of a server is masked" : "frame of a client is not masked");
  }

  /**
   * Returns what is wrong with the length of a data frame, null if nothing is.
   *
   * @param short7 the seven bits that stand first
   * @param length the length they or the bytes after them say
   * @param before the bytes of the message's earlier frames
   * @param bits the reserved bits of the message's first frame
   */
  @Nullable Violation wrongLength(int short7, long length, long before, int bits) {
    if (length < 0) {
      return Violation.protocol("frame length with its top bit set");
    }
    // RFC 6455 s.5.2: the shortest form of the length must be used.
    if ((short7 == 126 && length <= 125) || (short7 == 127 && length <= 0xFFFF)) {
      return Violation.protocol("frame length " + length + " is not in its shortest form");
    }
    if (length > maxFrame) {
      return Violation.size("frame of " + length + " bytes, the limit is " + maxFrame);
    }
    // What an extension packed may be a little larger than what it holds.
    long overhead = bits == 0 ? 0 : (maxMessage >>> 3) + 1024;
    return length - overhead > maxMessage - before
        ? Violation.size("message of over " + maxMessage + " bytes, which is the limit")
        : null;
  }

  private static void requirePositive(String what, long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException(
          what + " of " + bytes + " bytes is not allowed, the least is 1");
    }
  }
}
