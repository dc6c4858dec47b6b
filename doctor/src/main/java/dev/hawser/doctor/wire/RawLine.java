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
import javax.net.ssl.SSLException;

/**
 * One TCP connection, with TLS on it or not, that remembers how it ended.
 *
 * <p>Deadlines are moments of {@link Pace#now}. For one thread, but for {@link #close}.
 */
public final class RawLine implements AutoCloseable {
  private final TapSocket tcp;
  private final Pace pace;
  private InputStream in;
  private OutputStream out;
  private WireEnd end = WireEnd.OPEN;
  private String alert = "";

  private RawLine(TapSocket tcp, Pace pace) throws IOException {
    this.tcp = tcp;
    this.pace = pace;
    this.in = tcp.getInputStream();
    this.out = tcp.getOutputStream();
  }

  /** Dials, or throws what the operating system said. */
  public static RawLine dial(InetSocketAddress address, int millis, Pace pace) throws IOException {
    TapSocket tcp = new TapSocket(pace);
    try {
      tcp.setTcpNoDelay(true);
      tcp.connect(address, millis);
      return new RawLine(tcp, pace);
    } catch (IOException e) {
      tcp.close();
      throw e;
    }
  }

  /** Puts an encrypted socket on top of the plain one. */
  void on(Socket encrypted) throws IOException {
    in = encrypted.getInputStream();
    out = encrypted.getOutputStream();
  }

  TapSocket tcp() {
    return tcp;
  }

  /** Returns the time that its deadlines are moments of. */
  Pace pace() {
    return pace;
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

  /** Begins to write on a thread of its own; tells what became of it when it is asked. */
  Writing begin(byte[] bytes) {
    Writing writing = new Writing(this, bytes);
    Thread writer = new Thread(writing, "hawser-doctor-write");
    writer.setDaemon(true);
    writer.start();
    return writing;
  }

  /** A write that takes its time: the peer may be slow to read. */
  static final class Writing implements Runnable {
    private final RawLine line;
    private final byte[] bytes;
    private volatile boolean taken;
    private volatile boolean over;

    private Writing(RawLine line, byte[] bytes) {
      this.line = line;
      this.bytes = bytes;
    }

    @Override
    public void run() {
      taken = line.write(bytes);
      over = true;
    }

    /** Tells whether it is finished, well or not. */
    boolean over() {
      return over;
    }

    /** Tells whether the operating system took it all. */
    boolean taken() {
      return taken;
    }
  }

  /** Reads what is there or comes; 0 at the deadline, -1 at the end. */
  public int read(byte[] target, long deadline) {
    if (end.ended()) {
      return -1;
    }
    if (deadline - pace.now() <= 0) {
      return 0;
    }
    try {
      tcp.until(deadline);
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
