package dev.hawser.transport;

/**
 * Sizes a link keeps to, in bytes.
 *
 * @param maxMessage the largest message taken in, all fragments together
 * @param maxHeader the largest header section of a request or an answer taken in
 * @param fragment outbound messages longer than this go out in fragments of it; zero sends every
 *     message whole
 */
public record Limits(int maxMessage, int maxHeader, int fragment) {
  /** 1 MiB a message, 16 KiB of header, fragments of 64 KiB. */
  public static final Limits DEFAULT = new Limits(1 << 20, 16 * 1024, 64 * 1024);

  /** Refuses sizes that make no sense, naming the allowed range. */
  public Limits {
    require("maxMessage", maxMessage, 1);
    require("maxHeader", maxHeader, 1024);
    if (fragment != 0) {
      require("fragment", fragment, 1024);
    }
  }

  /** Returns a copy with another largest message. */
  public Limits maxMessage(int bytes) {
    return new Limits(bytes, maxHeader, fragment);
  }

  /** Returns a copy with another largest header section. */
  public Limits maxHeader(int bytes) {
    return new Limits(maxMessage, bytes, fragment);
  }

  /** Returns a copy with another fragment size; zero sends every message whole. */
  public Limits fragment(int bytes) {
    return new Limits(maxMessage, maxHeader, bytes);
  }

  private static void require(String what, int bytes, int least) {
    if (bytes < least) {
      throw new IllegalArgumentException(
          what + " of " + bytes + " bytes is not in " + least + "-" + Integer.MAX_VALUE);
    }
  }
}
