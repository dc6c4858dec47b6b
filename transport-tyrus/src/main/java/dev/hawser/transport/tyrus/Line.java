package dev.hawser.transport.tyrus;

import dev.hawser.close.TransportEnd;
import dev.hawser.transport.Completion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection on a loop, plain or under TLS.
 *
 * <p>Everything happens on the loop. What is written goes to the system at once where it takes it,
 * and waits in order where it does not.
 */
final class Line implements Loop.Waiting {
  private final Loop loop;
  private final SocketChannel channel;
  private final LineOutput out = new LineOutput(this);
  private final Runnable onClose;
  private LineUser user;
  private @Nullable SelectionKey key;
  private @Nullable TlsLayer tls;

  private boolean connected;
  private boolean reading = true;
  private boolean open;
  private boolean inputEnded;
  private boolean dropped;
  private boolean told;

  /**
   * Makes a line of a channel that does not block.
   *
   * @param onClose run once, when the channel is closed
   */
  Line(Loop loop, SocketChannel channel, LineUser user, Runnable onClose) {
    this.loop = loop;
    this.channel = channel;
    this.user = user;
    this.onClose = onClose;
  }

  /** Begins to connect. */
  void connect(InetSocketAddress address) {
    try {
      if (channel.connect(address)) {
        established();
      } else {
        key = loop.register(channel, SelectionKey.OP_CONNECT, this);
      }
    } catch (IOException | RuntimeException failure) {
      fail(failure);
    }
  }

  /** Begins with an accepted channel. */
  void accepted(@Nullable TlsLayer layer) {
    established();
    if (layer != null && connected && !dropped) {
      secure(layer);
    }
  }

  private void established() {
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      key = loop.register(channel, 0, this);
      connected = true;
      user.connected();
      interest();
    } catch (IOException failure) {
      fail(failure);
    }
  }

  /** Puts TLS on the line, before anything is read or written, or behind a proxy's last word. */
  void secure(TlsLayer layer) {
    tls = layer;
    layer.begin(this);
  }

  /** From now on someone else hears of it. */
  void user(LineUser next) {
    user = next;
  }

  LineUser user() {
    return user;
  }

  Loop loop() {
    return loop;
  }

  /** From now on dropping it is a reset, unless the peer ended its direction before. */
  void opened() {
    open = true;
  }

  boolean dropped() {
    return dropped;
  }

  /** Tells whether the peer ended its direction. */
  boolean inputEnded() {
    return inputEnded;
  }

  boolean secure() {
    return tls != null;
  }

  @Nullable TlsLayer tls() {
    return tls;
  }

  SocketAddress remote() {
    return channel.socket().getRemoteSocketAddress();
  }

  @Override
  public void ready(SelectionKey ready) {
    if (ready.isConnectable()) {
      try {
        if (channel.finishConnect()) {
          established();
        }
      } catch (IOException failure) {
        fail(failure);
      }
      return;
    }
    if (ready.isWritable()) {
      pump();
    }
    if (!dropped && ready.isValid() && ready.isReadable()) {
      receive();
    }
  }

  private void receive() {
    ByteBuffer buffer = loop.buffer();
    try {
      if (channel.read(buffer) < 0) {
        TlsLayer layer = tls;
        boolean truncated = layer != null && layer.established();
        inputEnd(truncated ? TransportEnd.TLS_TRUNCATED : TransportEnd.FIN);
      } else if (tls == null) {
        user.bytes(buffer.flip());
      } else {
        tls.received(buffer.flip());
      }
    } catch (IOException failure) {
      fail(failure);
    }
    interest();
  }

  /** The peer ended its direction: by TCP, or by TLS's close_notify. */
  void inputEnd(TransportEnd end) {
    if (inputEnded) {
      return;
    }
    inputEnded = true;
    IOException writing = out.trouble();
    if (writing == null) {
      user.ended(end);
    } else {
      fail(writing);
    }
  }

  void read(boolean on) {
    reading = on;
    interest();
  }

  private void interest() {
    SelectionKey there = key;
    if (!connected || dropped || there == null || !there.isValid()) {
      return;
    }
    boolean readable = reading && !inputEnded && (tls == null || !tls.busy());
    boolean writable = out.waits();
    there.interestOps(
        (readable ? SelectionKey.OP_READ : 0) | (writable ? SelectionKey.OP_WRITE : 0));
  }

  /** TLS goes on, or stops, taking in. */
  void tlsBusy() {
    interest();
  }

  /**
   * Writes, through TLS if there is any.
   *
   * @param counts whether {@link LineUser#written} tells of it
   */
  void write(ByteBuffer bytes, boolean counts) {
    out.write(bytes, counts);
  }

  /** Puts bytes of TLS itself into the queue. */
  void raw(ByteBuffer bytes, int counted) {
    out.add(bytes, counted);
  }

  /** Completes once everything handed over before is written, or the line is dropped. */
  void whenWritten(Completion completion) {
    out.add(completion);
    pump();
  }

  /** Ends our direction behind what was written. */
  void shutdownOutput() {
    out.end();
  }

  /** Writes what the system takes. */
  void pump() {
    if (!connected) {
      return;
    }
    out.pump();
    interest();
  }

  SocketChannel channel() {
    return channel;
  }

  /**
   * A write failed. What the peer sent before it went away may still wait to be read, a Close with
   * its code above all, so the end of the reading side is awaited where there is one.
   */
  void lostOutput(IOException failure) {
    if (!reading || inputEnded || failure instanceof SSLException) {
      fail(failure);
    }
  }

  /** The line is of no use any more. */
  void fail(Throwable cause) {
    if (told || dropped) {
      return;
    }
    told = true;
    inputEnded = true;
    out.fail(new IOException(cause));
    user.lost(cause);
    interest();
  }

  /** Ends TCP at once: by a reset where it was open and the peer had not ended. */
  void drop() {
    if (dropped) {
      return;
    }
    dropped = true;
    try {
      if (open && !inputEnded) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      } else if (tls != null && connected && !out.ending()) {
        out.answerGoodBye(tls);
      }
    } catch (IOException alreadyGone) {
      // Nothing is left to reset or to greet.
    }
    try {
      channel.close();
    } catch (IOException closedAnyway) {
      // The descriptor is free in any case.
    }
    out.giveBack();
    onClose.run();
  }

  @Override
  public void abandoned() {
    drop();
    if (!told) {
      told = true;
      user.lost(new IOException("the transport was closed"));
    }
  }
}
