package dev.hawser.gateway;

/**
 * How much the gateway takes on.
 *
 * @param sessions the most sessions at a time, requests that may become one included
 * @param handshakes the most requests at a time that are not answered yet
 * @param queuedBytes the bytes that may wait in all sessions together before new ones are refused
 * @param message the most bytes of one message, zero for any number
 * @param socket what the operating system keeps for each socket and direction, zero for as much as
 *     it likes; a side that does not read makes the other send so much on either hop and no more
 * @param header the most bytes of a request's or an answer's header section
 */
public record Capacity(
    int sessions, int handshakes, long queuedBytes, int message, int socket, int header) {
  /**
   * 100,000 sessions, 1,000 handshakes, 1 GiB queued, messages of any size, 256 KiB for a socket,
   * 16 KiB of header.
   */
  public static final Capacity DEFAULT =
      new Capacity(100_000, 1_000, 1L << 30, 0, 256 * 1024, 16 * 1024);

  /** Refuses numbers that make no sense, naming them. */
  public Capacity {
    require("sessions", sessions, 1);
    require("handshakes", handshakes, 1);
    require("queued bytes", queuedBytes, 1);
    require("message bytes", message, 0);
    if (socket != 0) {
      require("socket bytes", socket, 4096);
    }
    require("header bytes", header, 1024);
  }

  /** Returns a copy with another number of sessions. */
  public Capacity sessions(int most) {
    return new Capacity(most, handshakes, queuedBytes, message, socket, header);
  }

  /** Returns a copy with another number of handshakes. */
  public Capacity handshakes(int most) {
    return new Capacity(sessions, most, queuedBytes, message, socket, header);
  }

  /** Returns a copy with another number of queued bytes. */
  public Capacity queuedBytes(long most) {
    return new Capacity(sessions, handshakes, most, message, socket, header);
  }

  /** Returns a copy with another size of a message. */
  public Capacity message(int most) {
    return new Capacity(sessions, handshakes, queuedBytes, most, socket, header);
  }

  /** Returns a copy that lets the operating system keep so much for a socket. */
  public Capacity socket(int bytes) {
    return new Capacity(sessions, handshakes, queuedBytes, message, bytes, header);
  }

  private static void require(String what, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(what + " " + value + " is less than " + least);
    }
  }
}
