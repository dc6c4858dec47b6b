package dev.hawser.conformance;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A socket that remembers whether its stream was read to the end: under TLS that is how a cut
 * stream is told from one that said good-bye.
 */
public final class EndNotingSocket extends Socket {
  private volatile boolean ended;

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

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        return noted(super.read());
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        return noted(super.read(into, offset, length));
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
