package dev.hawser.transport;

import dev.hawser.close.CloseReason;
import dev.hawser.frame.Opcode;
import java.nio.ByteBuffer;

/**
 * How a link speaks: in frames of its own or in messages of its runtime. Of the link's thread; no
 * method calls back but {@link #settle} and {@link #end}.
 */
interface Outlet {
  /** From now on messages are taken. */
  void open();

  /** Sends a text message of that many bytes in UTF-8, now or when there is room. */
  void text(String message, int bytes, Completion completion);

  /** Sends one frame as it is, now or when there is room. */
  void frame(Opcode opcode, boolean fin, ByteBuffer payload, Completion completion);

  /** Sends what the command says, now or when there is room. */
  void send(Command command);

  /** Sends a Ping of the heartbeat, before messages that wait. */
  void beat(ByteBuffer payload);

  /** Answers a Ping, before messages that wait; only the last unsent answer counts. */
  void pong(ByteBuffer payload);

  /** Sends the Close, the last frame ever: at once, or behind everything accepted. */
  void close(CloseReason reason, boolean atOnce);

  /** Ends our direction of TCP. */
  void halfClose();

  /** Tells whether there is something to drop. */
  boolean wired();

  /** Ends TCP at once. */
  void drop();

  /** Goes on reading, or stops. */
  void read(boolean on);

  /** Writes what there is room for and sends it off. */
  void settle();

  /** Completes everything that is not written: the link has ended. */
  void end();

  /** Returns the bytes accepted and not yet written. */
  long pending();
}
