package dev.hawser.transport;

import dev.hawser.close.CloseReason;
import dev.hawser.close.Fault;
import dev.hawser.frame.Opcode;
import java.nio.ByteBuffer;

/**
 * The link every adapter shares: it keeps the promises of {@link Link} and {@link LinkListener},
 * whatever the runtime beneath does.
 *
 * <p>Adapters reach it through {@link ByteDoor}, {@link MessageDoor} and {@link AcceptDoor}.
 */
final class LinkCore implements Link {
  @Override
  public void request(long messages) {}

  @Override
  public void sendText(String message, Completion completion) {}

  @Override
  public void sendBinary(ByteBuffer message, Completion completion) {}

  @Override
  public void sendFrame(Opcode opcode, boolean fin, ByteBuffer payload, Completion completion) {}

  @Override
  public void ping(ByteBuffer payload) {}

  @Override
  public void probe() {}

  @Override
  public long pendingBytes() {
    return 0;
  }

  @Override
  public void close(CloseReason reason) {}

  @Override
  public void fail(Fault fault, String text) {}

  @Override
  public void abort() {}
}
