package dev.hawser.transport.vertx;

import io.vertx.core.net.NetClient;

/**
 * What makes connections.
 *
 * @param maker Vert.x's client
 * @param single whether it is for one connection only: where Vert.x shows no more than its sockets,
 *     a client of its own is what can end a connection whose peer takes no more bytes
 */
record Client(NetClient maker, boolean single) {
  /** Ends the connection at once. */
  void force() {
    if (single) {
      var unused = maker.close();
    }
  }

  /** The connection is no more. */
  void done() {
    force();
  }
}
