package dev.hawser.benchmarks.echo;

/** A pattern of messages between a contender and the fixed peer. */
enum Scenario {
  /** One message in flight: each echo triggers the next send. */
  PING_PONG("/echo", 1, 1),
  /** Sixty-four messages in flight on one connection. */
  PIPE_64("/echo", 64, 1),
  /** The peer sends 64 messages for each request; nearly everything measured is receiving. */
  RECEIVE("/source", 2, PeerServer.BATCH),
  /** The peer answers every 64th message; nearly everything measured is sending. */
  SEND("/sink", 2 * PeerServer.BATCH, 1);

  private final String path;
  private final int window;
  private final int repliesPerRequest;

  Scenario(String path, int window, int repliesPerRequest) {
    this.path = path;
    this.window = window;
    this.repliesPerRequest = repliesPerRequest;
  }

  /** Returns the path that tells the peer how to behave. */
  String path() {
    return path;
  }

  /** Returns how many messages are sent before the first reply is awaited. */
  int window() {
    return window;
  }

  /** Returns how many replies one message brings. */
  int repliesPerRequest() {
    return repliesPerRequest;
  }
}
