package dev.hawser.transport;

/**
 * How many bytes the operating system keeps for a link's socket; zero leaves the size to it.
 *
 * <p>They bound what a peer that does not read can make the other side send, and what one
 * connection carries in a round trip. The operating system rounds; Linux takes twice the number,
 * for what it keeps beside the bytes. A transport that is mounted in a server of somebody else's,
 * or whose runtime makes the sockets, leaves them as they are.
 *
 * @param send for what was written and not yet received
 * @param receive for what came and was not yet read
 */
public record SocketBuffers(int send, int receive) {
  /** The operating system decides. */
  public static final SocketBuffers SYSTEM = new SocketBuffers(0, 0);

  private static final int LEAST = 4096;

  /** Refuses sizes that are neither zero nor 4,096 bytes at least. */
  public SocketBuffers {
    require("send buffer", send);
    require("receive buffer", receive);
  }

  /** Returns the same size for both. */
  public static SocketBuffers of(int bytes) {
    return new SocketBuffers(bytes, bytes);
  }

  private static void require(String what, int bytes) {
    if (bytes != 0 && bytes < LEAST) {
      throw new IllegalArgumentException(
          what + " of " + bytes + " bytes is neither 0 nor in " + LEAST + "-" + Integer.MAX_VALUE);
    }
  }
}
