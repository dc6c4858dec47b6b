package dev.hawser.examples.trials;

import java.nio.ByteBuffer;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Writer;
import org.glassfish.tyrus.spi.WriterInfo;

/** Takes Tyrus's frames at once, so that no caller of Tyrus waits; throws its Closes away. */
final class TyrusWriter extends Writer {
  private final AsyncSocket socket;

  TyrusWriter(AsyncSocket socket) {
    this.socket = socket;
  }

  @Override
  public void write(ByteBuffer buffer, CompletionHandler<ByteBuffer> handler, WriterInfo info) {
    if (info.getMessageType() != WriterInfo.MessageType.CLOSE) {
      socket.write(buffer);
    }
    handler.completed(buffer);
  }

  @Override
  public void write(ByteBuffer buffer, CompletionHandler<ByteBuffer> handler) {
    socket.write(buffer);
    handler.completed(buffer);
  }

  @Override
  public void close() {
    // The socket ends when the link says so.
  }
}
