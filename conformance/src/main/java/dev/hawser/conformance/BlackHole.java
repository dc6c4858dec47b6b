package dev.hawser.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A port where a connection is neither made nor refused: its queue of connections is full and
 * nobody takes any.
 */
public final class BlackHole implements AutoCloseable {
  private static final int PROBE_MILLIS = 150;

  private final List<Socket> queued = new ArrayList<>();
  private final ServerSocket socket;

  /** Fills a queue of connections. */
  public BlackHole() {
    try {
      socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      boolean full = false;
      while (!full) {
        Socket next = new Socket();
        queued.add(next);
        try {
          next.connect(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort()),
              PROBE_MILLIS);
        } catch (SocketTimeoutException silent) {
          full = true;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a URL there. */
  public URI uri() {
    return URI.create("ws://127.0.0.1:" + socket.getLocalPort() + "/");
  }

  @Override
  public void close() {
    try {
      for (Socket one : queued) {
        one.close();
      }
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
