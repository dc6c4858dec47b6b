package dev.hawser.conformance;

import dev.hawser.transport.DialRequest;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** Transports that leave something behind for each link, until they are closed. */
final class LeakFlaws {
  private LeakFlaws() {}

  static List<BrokenTransport> all() {
    return List.of(
        BrokenTransport.of("leaves a thread behind for each dial", "RS-5", Threads::new),
        BrokenTransport.of("leaves a socket open for each dial", "RS-5", Sockets::new),
        BrokenTransport.of("leaves a buffer behind for each dial", "RS-5", Buffers::new));
  }

  private static final class Threads extends Flaw {
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public Link dial(DialRequest request, LinkListener listener) {
      Thread left = new Thread(this::untilClosed);
      left.setDaemon(true);
      left.start();
      return super.dial(request, listener);
    }

    private void untilClosed() {
      try {
        closed.await();
      } catch (InterruptedException end) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      closed.countDown();
      super.close();
    }
  }

  private static final class Sockets extends Flaw {
    private final Queue<SocketChannel> left = new ConcurrentLinkedQueue<>();

    @Override
    public Link dial(DialRequest request, LinkListener listener) {
      try {
        left.add(SocketChannel.open());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return super.dial(request, listener);
    }

    @Override
    public void close() {
      super.close();
      for (SocketChannel socket : left) {
        try {
          socket.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static final class Buffers extends Flaw {
    private final Queue<ByteBuffer> left = new ConcurrentLinkedQueue<>();

    @Override
    public Link dial(DialRequest request, LinkListener listener) {
      left.add(ByteBuffer.allocateDirect(1));
      return super.dial(request, listener);
    }
  }
}
