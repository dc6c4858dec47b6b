package dev.hawser.transport.tyrus;

import dev.hawser.transport.SocketBuffers;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Bounds what the operating system keeps for a socket. */
final class Buffers {
  private Buffers() {}

  /** Bounds it for a connection. */
  static void keep(SocketChannel channel, SocketBuffers buffers) throws IOException {
    if (buffers.send() > 0) {
      channel.setOption(StandardSocketOptions.SO_SNDBUF, buffers.send());
    }
    if (buffers.receive() > 0) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, buffers.receive());
    }
  }

  /** Bounds it for the connections that a socket accepts, which inherit it. */
  static void keep(ServerSocketChannel socket, SocketBuffers buffers) throws IOException {
    if (buffers.receive() > 0) {
      socket.setOption(StandardSocketOptions.SO_RCVBUF, buffers.receive());
    }
  }
}
