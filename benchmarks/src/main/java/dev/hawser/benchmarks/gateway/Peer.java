package dev.hawser.benchmarks.gateway;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * One WebSocket of the load generator: no library, so that it costs the same whatever is measured.
 *
 * <p>It sends one message and waits for its echo, of which it checks every byte; the gateway may
 * cut it into frames as it likes. Pings are answered. Of the selector's thread.
 */
final class Peer {
  private static final int PAYLOAD = 128;
  private static final int KEY = 0x5A3C96E1;
  private static final int HEAD = 8;
  private static final ByteBuffer EXPECTED = payload();
  private static final ByteBuffer MESSAGE = frame(0x81, EXPECTED);
  private static final ByteBuffer READ = ByteBuffer.allocateDirect(64 * 1024);

  private final Group group;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final ByteBuffer request;
  private final StringBuilder answer = new StringBuilder();
  private final ByteBuffer head = ByteBuffer.allocate(HEAD);
  private final ByteBuffer control = ByteBuffer.allocate(125);
  private boolean open;
  private int left = -1;
  private int matched;
  private long sentAt;

  /** Begins to connect. */
  Peer(Group group, Selector selector, String path) throws IOException {
    this.group = group;
    this.request =
        ByteBuffer.wrap(
            ("GET "
                    + path
                    + " HTTP/1.1\r\nHost: 127.0.0.1:"
                    + group.port()
                    + "\r\n"
                    + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    this.channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.setOption(StandardSocketOptions.SO_LINGER, 0); // no port is to wait for the next run
    this.key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    if (channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), group.port()))) {
      connected();
    }
  }

  private static ByteBuffer payload() {
    ByteBuffer text = ByteBuffer.allocateDirect(PAYLOAD);
    while (text.hasRemaining()) {
      text.put((byte) ('a' + text.position() % 26));
    }
    return text.flip();
  }

  private static ByteBuffer frame(int first, ByteBuffer payload) {
    int bytes = payload.remaining();
    ByteBuffer frame = ByteBuffer.allocateDirect(HEAD + bytes).put((byte) first);
    if (bytes <= 125) {
      frame.put((byte) (0x80 | bytes));
    } else {
      frame.put((byte) (0x80 | 126)).putShort((short) bytes);
    }
    frame.putInt(KEY);
    for (int i = 0; i < bytes; i++) {
      frame.put((byte) (payload.get(payload.position() + i) ^ (KEY >>> (24 - 8 * (i % 4)))));
    }
    return frame.flip();
  }

  /** Something can be done. */
  void ready() throws IOException {
    if (key.isConnectable() && channel.finishConnect()) {
      connected();
    } else if (key.isReadable()) {
      READ.clear();
      if (channel.read(READ) < 0) {
        throw new EOFException("the gateway ended a connection: " + answer);
      }
      READ.flip();
      while (!open && READ.hasRemaining()) {
        handshake((char) READ.get());
      }
      while (READ.hasRemaining() && !(open && group.deaf())) {
        take();
      }
    }
  }

  private void connected() throws IOException {
    key.interestOps(SelectionKey.OP_READ);
    write(request);
  }

  private void handshake(char next) throws IOException {
    answer.append(next);
    if (next == '\n' && answer.toString().endsWith("\r\n\r\n")) {
      if (!answer.toString().startsWith("HTTP/1.1 101 ")) {
        throw new ProtocolException("the upgrade was answered by " + answer);
      }
      answer.setLength(0);
      open = true;
      if (group.deaf()) {
        key.interestOps(0);
      }
      group.opened();
    }
  }

  private void take() throws IOException {
    if (left < 0) {
      head.put(READ.get());
      int length = head.position() < 2 ? 0 : head.get(1) & 0x7F;
      int whole = length == 126 ? 4 : 2;
      if (length == 127) {
        throw new ProtocolException("a frame longer than any that was sent");
      }
      if (head.position() == whole) {
        left = whole == 4 ? head.getShort(2) & 0xFFFF : length;
      }
    }
    if (left >= 0) {
      int bytes = Math.min(left, READ.remaining());
      ByteBuffer part = READ.slice(READ.position(), bytes);
      READ.position(READ.position() + bytes);
      left -= bytes;
      payload(part);
      if (left == 0) {
        left = -1;
        end(head.get(0) & 0xFF);
        head.clear();
      }
    }
  }

  private void payload(ByteBuffer part) throws IOException {
    if ((head.get(0) & 0x08) != 0) {
      control.put(part);
      return;
    }
    int bytes = part.remaining();
    if (matched + bytes > PAYLOAD || part.mismatch(EXPECTED.slice(matched, bytes)) >= 0) {
      throw new ProtocolException("an echo differs from what was sent");
    }
    matched += bytes;
  }

  private void end(int first) throws IOException {
    switch (first) {
      case 0x89 -> write(frame(0x8A, control.flip()));
      case 0x8A -> {}
      case 0x88 -> throw new EOFException("the gateway closed a connection");
      default -> {
        if ((first & 0x80) != 0) {
          echoed();
        }
      }
    }
    control.clear();
  }

  private void echoed() throws IOException {
    if (matched != PAYLOAD) {
      throw new ProtocolException("an echo of " + matched + " bytes");
    }
    matched = 0;
    long now = System.nanoTime();
    if (group.echoed(now, now - sentAt)) {
      sentAt = now;
      write(MESSAGE.duplicate());
    }
  }

  /** Sends the first message of a run. */
  void send() throws IOException {
    sentAt = System.nanoTime();
    write(MESSAGE.duplicate());
  }

  private void write(ByteBuffer bytes) throws IOException {
    channel.write(bytes);
    if (bytes.hasRemaining()) {
      throw new IOException("a socket took only a part of a message");
    }
  }

  /** It is of no more use. */
  void lost(IOException how) {
    key.cancel();
    group.broken(how);
  }

  /** Ends it by a reset. */
  void drop() throws IOException {
    channel.close();
  }
}
