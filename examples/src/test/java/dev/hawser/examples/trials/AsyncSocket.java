package dev.hawser.examples.trials;

import dev.hawser.close.TransportEnd;
import dev.hawser.close.Unreachability;
import dev.hawser.transport.Completion;
import dev.hawser.transport.MessageDoor;
import dev.hawser.transport.WriteResult;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A TCP connection: waits during the handshake, never afterwards. */
final class AsyncSocket {
  private final AsynchronousChannelGroup channels;
  private final MessageDoor door;
  private final Consumer<ByteBuffer> bytes;
  private final ByteBuffer in = ByteBuffer.allocate(TyrusWire.READ_BUFFER);

  // Guarded by this. What is to be written: buffers, and completions of what stands before them.
  private final ArrayDeque<Object> out = new ArrayDeque<>();
  private @Nullable AsynchronousSocketChannel channel;
  private boolean writing;
  private boolean reading = true;
  private boolean receiving;
  private boolean started;
  private boolean dropped;

  AsyncSocket(AsynchronousChannelGroup channels, MessageDoor door, Consumer<ByteBuffer> bytes) {
    this.channels = channels;
    this.door = door;
    this.bytes = bytes;
  }

  static Unreachability kind(IOException failure) {
    if (failure instanceof UnknownHostException) {
      return Unreachability.NAME_NOT_RESOLVED;
    } else if (failure instanceof ProtocolException) {
      return Unreachability.BAD_ANSWER;
    } else if (failure instanceof ConnectException) {
      return Unreachability.CONNECTION_REFUSED;
    }
    return Unreachability.LOST;
  }

  /** Tries the addresses one after the other; returns the one that took the connection. */
  String connect(URI uri) throws IOException {
    int port = uri.getPort() < 0 ? 80 : uri.getPort();
    IOException failure = new UnknownHostException(uri.getHost());
    for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
      String shown = address.getHostAddress() + ":" + port;
      door.connecting(shown);
      AsynchronousSocketChannel next = AsynchronousSocketChannel.open(channels);
      synchronized (this) {
        channel = next;
        if (dropped) {
          next.close();
        }
      }
      try {
        await(next.connect(new InetSocketAddress(address, port)));
        next.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return shown;
      } catch (IOException e) {
        next.close();
        failure = e;
      }
    }
    throw failure;
  }

  void send(ByteBuffer request) throws IOException {
    while (request.hasRemaining()) {
      await(channel().write(request));
    }
  }

  int receive(ByteBuffer answer) throws IOException {
    return await(channel().read(answer));
  }

  private synchronized AsynchronousSocketChannel channel() {
    return Objects.requireNonNull(channel, "not connected");
  }

  private static <T> T await(Future<T> step) throws IOException {
    try {
      return step.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** From now on what comes is reported. */
  void start() {
    synchronized (this) {
      started = true;
    }
    receive();
  }

  void read(boolean on) {
    synchronized (this) {
      reading = on;
    }
    receive();
  }

  private void receive() {
    synchronized (this) {
      if (!started || !reading || receiving || dropped) {
        return;
      }
      receiving = true;
    }
    channel()
        .read(
            in.clear(),
            null,
            new CompletionHandler<Integer, Void>() {
              @Override
              public void completed(Integer count, Void none) {
                received(count);
              }

              @Override
              public void failed(Throwable failure, Void none) {
                lost(failure);
              }
            });
  }

  private void received(int count) {
    if (count < 0) {
      door.ended(TransportEnd.FIN, null);
      return;
    }
    bytes.accept(in.flip());
    synchronized (this) {
      receiving = false;
    }
    receive();
  }

  void write(ByteBuffer buffer) {
    synchronized (this) {
      out.add(buffer);
    }
    pump();
  }

  /** Completes once everything handed over before is written. */
  void whenWritten(Completion completion) {
    synchronized (this) {
      out.add(completion);
    }
    pump();
  }

  private void pump() {
    List<Completion> done = new ArrayList<>();
    ByteBuffer next;
    boolean lost;
    synchronized (this) {
      lost = dropped;
      while (!writing && out.peek() instanceof Completion completion) {
        out.poll();
        done.add(completion);
      }
      next = writing || lost ? null : (ByteBuffer) out.peek();
      writing = writing || next != null;
    }
    done.forEach(c -> c.done(lost ? WriteResult.LOST : WriteResult.WRITTEN));
    if (next != null) {
      write(channel(), next);
    }
  }

  private void write(AsynchronousSocketChannel to, ByteBuffer buffer) {
    to.write(
        buffer,
        null,
        new CompletionHandler<Integer, Void>() {
          @Override
          public void completed(Integer count, Void none) {
            door.written(count);
            if (buffer.hasRemaining()) {
              write(to, buffer);
              return;
            }
            synchronized (AsyncSocket.this) {
              out.poll();
              writing = false;
            }
            pump();
          }

          @Override
          public void failed(Throwable failure, Void none) {
            lost(failure);
          }
        });
  }

  private void lost(Throwable failure) {
    String text = String.valueOf(failure.getMessage());
    TransportEnd end = TransportEnd.UNSEEN;
    if (text.startsWith("Connection reset") || text.startsWith("Broken pipe")) {
      end = TransportEnd.RST;
    } else if (text.startsWith("Connection timed out")) {
      end = TransportEnd.WRITE_TIMEOUT;
    }
    door.ended(end, failure);
  }

  void drop() {
    List<Object> left;
    synchronized (this) {
      if (dropped) {
        return;
      }
      dropped = true;
      left = new ArrayList<>(out);
      out.clear();
    }
    for (Object waiting : left) {
      if (waiting instanceof Completion completion) {
        completion.done(WriteResult.LOST);
      }
    }
    AsynchronousSocketChannel open = channel;
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
