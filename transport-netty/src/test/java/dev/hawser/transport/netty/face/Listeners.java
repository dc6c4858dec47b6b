package dev.hawser.transport.netty.face;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Plain sockets, upgraded to WebSockets, whose bytes are counted on the caller's thread. */
final class Listeners implements AutoCloseable {
  /** An upgrade request. */
  static final byte[] REQUEST =
      ("GET / HTTP/1.1\r\n"
              + "Host: 127.0.0.1\r\n"
              + "Upgrade: websocket\r\n"
              + "Connection: Upgrade\r\n"
              + "Sec-WebSocket-Version: 13\r\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
          .getBytes(StandardCharsets.US_ASCII);

  private static final long PATIENCE_SECONDS = 120;

  private final Selector selector = Selector.open();
  private final List<SocketChannel> channels = new ArrayList<>();
  private final long[] read;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);

  private Listeners(int count) throws IOException {
    read = new long[count];
  }

  /** Opens so many, one after the other. */
  static Listeners of(int port, int count) throws IOException {
    Listeners listeners = new Listeners(count);
    for (int i = 0; i < count; i++) {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      listeners.channels.add(channel);
      channel.write(ByteBuffer.wrap(REQUEST));
      skipAnswer(channel);
      channel.configureBlocking(false);
      channel.register(listeners.selector, SelectionKey.OP_READ, i);
    }
    return listeners;
  }

  private static void skipAnswer(SocketChannel channel) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    int ends = 0;
    while (ends < 4) { // CR LF CR LF
      one.clear();
      if (channel.read(one) < 0) {
        throw new IOException("the server ended instead of answering");
      }
      byte got = one.get(0);
      ends = got == '\r' || got == '\n' ? ends + 1 : 0;
    }
  }

  /** Reads until each has had exactly so many bytes since it was opened. */
  void readEach(long bytes) throws IOException {
    int open = 0;
    for (long had : read) {
      open += had < bytes ? 1 : 0;
    }
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (open > 0) {
      selector.select(100);
      for (SelectionKey key : selector.selectedKeys()) {
        int index = (Integer) key.attachment();
        long before = read[index];
        buffer.clear();
        int got = ((SocketChannel) key.channel()).read(buffer);
        if (got < 0) {
          throw new AssertionError("listener " + index + " was ended by the server");
        }
        read[index] += got;
        open -= before < bytes && read[index] >= bytes ? 1 : 0;
      }
      selector.selectedKeys().clear();
      if (System.nanoTime() - until > 0) {
        throw new AssertionError(open + " listeners wait for bytes in vain");
      }
    }
    for (int i = 0; i < read.length; i++) {
      if (read[i] != bytes) {
        throw new AssertionError("listener " + i + " had " + read[i] + " bytes, not " + bytes);
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel channel : channels) {
      channel.close();
    }
    selector.close();
  }
}
