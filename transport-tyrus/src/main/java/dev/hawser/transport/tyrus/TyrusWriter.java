package dev.hawser.transport.tyrus;

import java.nio.ByteBuffer;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Writer;
import org.glassfish.tyrus.spi.WriterInfo;

/** Takes Tyrus's frames at once, so that no caller of Tyrus waits; throws its Closes away. */
final class TyrusWriter extends Writer {
  private final Line line;

  TyrusWriter(Line line) {
    this.line = line;
  }

  @Override
  public void write(ByteBuffer buffer, CompletionHandler<ByteBuffer> handler, WriterInfo info) {
    if (info.getMessageType() != WriterInfo.MessageType.CLOSE) {
      line.write(buffer, true);
    }
    handler.completed(buffer);
  }

  @Override
  public void write(ByteBuffer buffer, CompletionHandler<ByteBuffer> handler) {
    line.write(buffer, true);
    handler.completed(buffer);
  }

  @Override
  public void close() {
    // The line ends when the link says so.
  }
}
