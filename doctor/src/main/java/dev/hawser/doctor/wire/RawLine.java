package dev.hawser.doctor.wire;

import dev.hawser.doctor.evidence.WireEnd;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * One TCP connection, with TLS on it or not, that remembers how it ended.
 *
 * <p>Deadlines are moments of {@link System#nanoTime}. For one thread, but for {@link #close}.
 */
public final class RawLine implements AutoCloseable {
  private final TapSocket tcp;
  private Socket socket;
  private InputStream in;
  private OutputStream out;
  private WireEnd end = WireEnd.OPEN;
  private String alert = "";

  private RawLine(TapSocket tcp) throws IOException {
    this.tcp = tcp;
    this.socket = tcp;
    this.in = tcp.getInputStream();
    this.out = tcp.getOutputStream();
  }

  /** Dials, or throws what the operating system said. */
  public static RawLine dial(InetSocketAddress address, int millis) throws IOException {
    TapSocket tcp = new TapSocket();
    try {
      tcp.setTcpNoDelay(true);
      tcp.connect(address, millis);
      return new RawLine(tcp);
    } catch (IOException e) {
      tcp.close();
      throw e;
    }
  }

  /** Puts an encrypted socket on top of the plain one. */
  void on(Socket encrypted) throws IOException {
    socket = encrypted;
    in = encrypted.getInputStream();
    out = encrypted.getOutputStream();
  }

  TapSocket tcp() {
    return tcp;
  }

  /** Returns how the connection stands, as far as was looked. */
  public WireEnd end() {
    return end;
  }

  /** Returns the name of the fatal TLS alert received, empty for none. */
  public String alert() {
    return alert;
  }

  /** Returns the first bytes received on the wire, one character each. */
  public String firstBytes() {
    return tcp.first();
  }

  /** Writes, and tells whether the operating system took it. */
  public boolean write(byte[] bytes) {
    try {
      out.write(bytes);
      out.flush();
      return true;
    } catch (IOException e) {
      // What the peer said before it went may still wait to be read.
      return false;
    }
  }

  /** Writes for so long at most, and tells whether the operating system took it all. */
  public boolean write(byte[] bytes, long deadline) {
    boolean[] taken = new boolean[1];
    Thread writer = new Thread(() -> taken[0] = write(bytes), "hawser-doctor-write");
    writer.setDaemon(true);
    writer.start();
    try {
      TimeUnit.NANOSECONDS.timedJoin(writer, Math.max(deadline - System.nanoTime(), 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !writer.isAlive() && taken[0];
  }

  /** Reads what is there or comes; 0 at the deadline, -1 at the end. */
  public int read(byte[] target, long deadline) {
    if (end.ended()) {
      return -1;
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    if (millis <= 0) {
      return 0;
    }
    try {
      socket.setSoTimeout((int) Math.min(millis, Integer.MAX_VALUE));
      int count = in.read(target, 0, target.length);
      if (count < 0) {
        end = WireEnd.FIN;
      }
      return count;
    } catch (SocketTimeoutException e) {
      return 0;
    } catch (IOException e) {
      failed(e);
      return -1;
    }
  }

  /** Keeps how the connection ended. */
  void failed(IOException e) {
    String said = String.valueOf(e.getMessage());
    String words = said.toLowerCase(Locale.ROOT);
    int colon = said.indexOf("alert: ");
    if (e instanceof SSLException && colon >= 0) {
      alert = said.substring(colon + "alert: ".length()).strip();
      end = WireEnd.TLS_ALERT;
    } else if (words.contains("reset") || words.contains("broken pipe")) {
      end = WireEnd.RST;
    } else if (words.contains("terminated the handshake") || words.contains("shut down")) {
      end = WireEnd.FIN;
    } else if (e instanceof SSLException && e.getCause() instanceof SocketException cause) {
      failed(cause);
    } else {
      end = WireEnd.BROKEN;
    }
  }

  /** Ends the connection; never throws. */
  @Override
  public void close() {
    try {
      tcp.close();
    } catch (IOException e) {
      // It is closed either way.
      return;
    }
  }

  /** Ends this side of TCP and leaves the other open; never throws. */
  public void halfClose() {
    try {
      tcp.shutdownOutput();
    } catch (IOException e) {
      // The other side was faster.
      return;
    }
  }
}
