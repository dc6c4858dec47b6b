package dev.hawser.frame;

/**
 * Whether messages are compressed, and how: permessage-deflate of RFC 7692, or not at all.
 *
 * <p>A client offers it and a server accepts it only where this says so. The window is always 32
 * KiB, the only one the JDK's deflater has: a client does not offer to use a smaller one, and a
 * server declines an offer that asks it to.
 *
 * @param enabled whether it is offered, or accepted
 * @param serverNoContextTakeover whether each message of the server is compressed on its own: a
 *     client asks for it, a server does so (RFC 7692 s.7.1.1.1)
 * @param clientNoContextTakeover whether each message of the client is compressed on its own: a
 *     client does so, a server asks for it (RFC 7692 s.7.1.1.2)
 * @param atLeast messages of fewer bytes than this leave as they are
 * @param level how hard to try, from 1, fast, to 9, small
 */
public record Compression(
    boolean enabled,
    boolean serverNoContextTakeover,
    boolean clientNoContextTakeover,
    int atLeast,
    int level) {
  /** Nothing is offered, accepted or compressed: the default. */
  public static final Compression OFF = new Compression(false, false, false, 128, 6);

  /** Refuses a size below 1 and a level that is none. */
  public Compression {
    if (atLeast < 1) {
      throw new IllegalArgumentException(
          "compression from " + atLeast + " bytes on, the least is 1");
    }
    if (level < 1 || level > 9) {
      throw new IllegalArgumentException("compression level " + level + " is not in 1-9");
    }
  }

  /**
   * Returns permessage-deflate with the context kept from message to message in both directions,
   * for messages of 128 bytes and more, at level 6.
   */
  public static Compression deflate() {
    return new Compression(true, false, false, OFF.atLeast, OFF.level);
  }

  /** Returns a copy by which each message of the server is compressed on its own, or is not. */
  public Compression serverNoContextTakeover(boolean alone) {
    return new Compression(enabled, alone, clientNoContextTakeover, atLeast, level);
  }

  /** Returns a copy by which each message of the client is compressed on its own, or is not. */
  public Compression clientNoContextTakeover(boolean alone) {
    return new Compression(enabled, serverNoContextTakeover, alone, atLeast, level);
  }

  /** Returns a copy that leaves messages of fewer bytes as they are; 1 compresses all but empty. */
  public Compression atLeast(int bytes) {
    return new Compression(enabled, serverNoContextTakeover, clientNoContextTakeover, bytes, level);
  }

  /** Returns a copy that tries that hard, 1-9. */
  public Compression level(int effort) {
    return new Compression(
        enabled, serverNoContextTakeover, clientNoContextTakeover, atLeast, effort);
  }
}
