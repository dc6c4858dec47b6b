package dev.hawser.conformance;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A socket that remembers whether its stream was read to the end: under TLS that is how a cut
 * stream is told from one that said good-bye.
 */
public final class EndNotingSocket extends Socket {
  /** RFC 8446 s.5.1: application data of 32 bytes that no key has made. */
  private static final byte[] DAMAGED =
      ByteBuffer.allocate(5 + 32).put(new byte[] {23, 3, 3, 0, 32}).array();

  private volatile boolean ended;
  private volatile @Nullable InputStream damaged;

  /** Makes an unconnected one. */
  public EndNotingSocket() {}

  /** Accepts the next connection as one. */
  public static EndNotingSocket accept(ServerSocket server) throws IOException {
    return server instanceof Accepting noting ? noting.accept() : wrong(server);
  }

  private static EndNotingSocket wrong(ServerSocket server) {
    throw new IllegalArgumentException("made by EndNotingSocket.server, got " + server);
  }

  /** Makes an unbound server socket whose connections are of this kind. */
  public static ServerSocket server() throws IOException {
    return new Accepting();
  }

  /** Tells whether the end of the stream was read. */
  public boolean ended() {
    return ended;
  }

  /** Lets who reads next find a TLS record that was damaged on its way. */
  void damage() {
    damaged = new ByteArrayInputStream(DAMAGED);
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        InputStream record = damaged;
        return record == null ? noted(super.read()) : record.read();
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        InputStream record = damaged;
        return record == null
            ? noted(super.read(into, offset, length))
            : record.read(into, offset, length);
      }

      private int noted(int read) {
        ended |= read < 0;
        return read;
      }
    };
  }

  private static final class Accepting extends ServerSocket {
    Accepting() throws IOException {}

    @Override
    public EndNotingSocket accept() throws IOException {
      EndNotingSocket socket = new EndNotingSocket();
      implAccept(socket);
      return socket;
    }
  }
}
