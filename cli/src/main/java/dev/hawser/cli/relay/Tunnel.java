package dev.hawser.cli.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One client's way through a {@link FaultRelay}: its socket and the one to the target.
 *
 * <p>Thread-safe; each command returns once it is done. After the tunnel has ended a command does
 * nothing.
 */
public final class Tunnel {
  private static final int BUFFER_BYTES = 16 * 1024;

  private final FaultRelay relay;
  private final Side client;
  private final Side server;
  private Mode mode = Mode.FORWARD;

  private enum Mode {
    /** Bytes pass. */
    FORWARD,
    /** Bytes wait in the kernel's buffers. */
    PAUSED,
    /** Bytes are read and thrown away; one side's end is hidden from the other. */
    DEAD
  }

  Tunnel(FaultRelay relay, SocketChannel client) throws IOException {
    this.relay = relay;
    this.client = new Side(client, true);
    this.server = new Side(SocketChannel.open(), false);
    this.client.other = server;
    this.server.other = this.client;
  }

  /** Stops forwarding; the bytes wait in the sockets. */
  public void pause() {
    command(this::pauseNow);
  }

  /** Forwards again after {@link #pause}. */
  public void resume() {
    command(this::resumeNow);
  }

  /** Ends both sides with an RST; bytes not yet forwarded are lost. */
  public void reset() {
    command(this::resetNow);
  }

  /** Ends both sides with a FIN; bytes not yet forwarded are lost. */
  public void finish() {
    command(this::finishNow);
  }

  /** Makes this a dead path for good: no byte, FIN or RST passes. */
  public void silence() {
    command(this::silenceNow);
  }

  private void command(Runnable now) {
    relay.call(
        () -> {
          now.run();
          relay.flushCloses();
          return 1;
        });
  }

  void open(Selector selector, InetSocketAddress target) throws IOException {
    if (!client.channel.isOpen()) {
      return;
    }
    try {
      client.register(selector);
      server.register(selector);
      server.connected = server.channel.connect(target);
      update();
    } catch (IOException e) {
      resetNow();
    }
  }

  void pauseNow() {
    if (mode == Mode.FORWARD) {
      mode = Mode.PAUSED;
      update();
    }
  }

  void resumeNow() {
    if (mode == Mode.PAUSED) {
      mode = Mode.FORWARD;
      update();
    }
  }

  void resetNow() {
    client.drop(true);
    server.drop(true);
  }

  void finishNow() {
    mode = Mode.DEAD;
    client.shutdownOutput();
    server.shutdownOutput();
    update();
  }

  void silenceNow() {
    mode = Mode.DEAD;
    update();
  }

  private void update() {
    client.update();
    server.update();
  }

  private void ended() {
    if (!client.channel.isOpen() && !server.channel.isOpen()) {
      relay.forget(this);
    }
  }

  /** One socket of the tunnel and the bytes read from it that the other has not taken yet. */
  final class Side {
    private final SocketChannel channel;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(BUFFER_BYTES).flip();
    private boolean connected;
    private boolean inputEnded;
    private boolean outputEnded;
    private @Nullable SelectionKey key;
    private @Nullable Side other;

    private Side(SocketChannel channel, boolean connected) {
      this.channel = channel;
      this.connected = connected;
    }

    private void register(Selector selector) throws IOException {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      key = channel.register(selector, 0, this);
    }

    void ready(SelectionKey ready) {
      try {
        if (ready.isConnectable()) {
          connected = channel.finishConnect();
          if (outputEnded) {
            channel.shutdownOutput(); // What was asked for while it still connected.
          }
        }
        if (ready.isReadable()) {
          read();
        }
        if (ready.isValid() && ready.isWritable()) {
          peer().pass();
        }
      } catch (IOException e) {
        failed();
      }
      Tunnel.this.update();
    }

    private void read() throws IOException {
      bytes.clear();
      int count = channel.read(bytes);
      bytes.flip();
      if (mode == Mode.DEAD) {
        bytes.position(bytes.limit());
        if (count < 0) {
          drop(false);
        }
        return;
      }
      inputEnded = count < 0;
      pass();
    }

    /** Writes what was read here to the other side, and its end after it. */
    private void pass() throws IOException {
      if (mode != Mode.FORWARD || !peer().connected) {
        return;
      }
      try {
        peer().channel.write(bytes);
      } catch (IOException e) {
        peer().failed();
        return;
      }
      if (inputEnded && !bytes.hasRemaining()) {
        peer().shutdownOutput();
        if (outputEnded) {
          drop(false);
          peer().drop(false);
        }
      }
    }

    /** This side's socket broke: so does the other's, unless the path is dead. */
    private void failed() {
      if (mode == Mode.DEAD) {
        drop(true);
      } else {
        resetNow();
      }
    }

    private void shutdownOutput() {
      if (outputEnded || !channel.isOpen()) {
        return;
      }
      outputEnded = true;
      try {
        if (connected) {
          channel.shutdownOutput();
        }
      } catch (IOException e) {
        drop(true);
      }
    }

    private void drop(boolean reset) {
      try {
        if (reset && channel.isOpen()) {
          channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      ended();
    }

    private void update() {
      SelectionKey mine = key;
      if (mine == null || !mine.isValid()) {
        return;
      }
      int wanted = 0;
      if (!connected) {
        wanted = SelectionKey.OP_CONNECT;
      } else if (mode == Mode.DEAD) {
        wanted = SelectionKey.OP_READ;
      } else if (mode == Mode.FORWARD) {
        boolean canTake = !inputEnded && !bytes.hasRemaining() && peer().connected;
        wanted = canTake ? SelectionKey.OP_READ : 0;
        wanted |= peer().owes() ? SelectionKey.OP_WRITE : 0;
      }
      mine.interestOps(wanted);
    }

    private boolean owes() {
      return bytes.hasRemaining();
    }

    private Side peer() {
      Side side = other;
      if (side == null) {
        throw new IllegalStateException("a side has no other before the tunnel is built");
      }
      return side;
    }
  }
}
