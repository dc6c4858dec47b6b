package dev.hawser.transport;

import dev.hawser.close.CloseReason;
import dev.hawser.close.Role;
import dev.hawser.frame.Deflation;
import dev.hawser.frame.Fragments;
import dev.hawser.frame.Frame;
import dev.hawser.frame.Opcode;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Speaks in frames over a {@link Wire}.
 *
 * <p>At most {@link #WINDOW} bytes, and the frame that crosses it, stand on the wire unwritten.
 * What comes on top waits here, so that it can be given back, and so that a Ping or a Pong goes out
 * between two fragments instead of behind a long message.
 */
final class FrameOutlet implements Outlet {
  /** The bytes on the wire from which on everything but one Close waits. */
  static final int WINDOW = 64 * 1024;

  private final LinkCore core;
  private final Pen pen;
  private final int fragment;
  private final Receipts receipts = new Receipts();
  private final Commands queue = new Commands();
  private final Commands pings = new Commands();

  private boolean open;
  private boolean closing;
  private boolean closed;
  @Nullable Deflation deflation;
  private @Nullable Fragments cut;
  private @Nullable ByteBuffer beat;
  private @Nullable ByteBuffer pong;

  FrameOutlet(LinkCore core, Role role, Masks masks, int fragment) {
    this.core = core;
    this.pen = new Pen(role, masks);
    this.fragment = fragment == 0 ? Integer.MAX_VALUE : fragment;
  }

  /** Sets what to write to. */
  void wire(Wire next) {
    pen.over(next);
  }

  /** Messages are compressed from the first one on; frees the deflation at the end. */
  void deflate(Deflation by) {
    deflation = by;
  }

  @Override
  public void open() {
    open = true;
  }

  @Override
  public void text(String message, int bytes, Completion completion) {
    if (free() && Cutting.whole(bytes, fragment, deflation)) {
      pen.text(message, bytes);
      message(completion, true, bytes);
    } else {
      queue.add(Command.text(message, bytes, completion));
      core.touch();
    }
  }

  @Override
  public void frame(Opcode opcode, boolean fin, ByteBuffer payload, Completion completion) {
    if (opcode.control() || !free()) {
      send(Command.frame(opcode, fin, payload.slice(), completion));
      return;
    }
    pen.frame(new Frame(opcode, fin, 0, payload));
    if (fin) {
      message(completion, opcode == Opcode.TEXT, payload.remaining());
    } else {
      receipts.add(pen.placed(), completion);
      core.touch();
    }
  }

  @Override
  public void send(Command command) {
    if (command.single && command.is(Opcode.PING) && !closing) {
      pings.add(command);
      core.touch();
    } else if (free() && Cutting.whole(command, fragment, deflation)) {
      put(command);
    } else {
      queue.add(command);
      core.touch();
    }
  }

  /** Nothing waits and there is room. */
  private boolean free() {
    return open && !closed && queue.isEmpty() && room();
  }

  private boolean room() {
    return pen.unwritten() < WINDOW;
  }

  private void put(Command command) {
    if (command.payload instanceof String message) {
      pen.text(message, command.bytes);
    } else {
      put(new Frame(command.frame(), command.fin, 0, command.binary()));
    }
    settleFrame(command);
  }

  private void settleFrame(Command command) {
    if (command.fin && !command.frame().control()) {
      message(command.completion, command.is(Opcode.TEXT), command.bytes);
    } else {
      receipts.add(pen.placed(), command.completion);
    }
  }

  private void message(Completion completion, boolean text, int bytes) {
    core.touch();
    if (core.messagePlaced(completion)) {
      receipts.addMessage(pen.placed(), completion, text, bytes);
    } else {
      receipts.add(pen.placed(), completion);
    }
  }

  private void put(Frame frame) {
    pen.frame(frame);
    core.touch();
  }

  @Override
  public void beat(ByteBuffer payload) {
    beat = payload;
    core.touch();
  }

  @Override
  public void pong(ByteBuffer payload) {
    if (open && !closed && room()) {
      pong = null;
      put(Frame.whole(Opcode.PONG, payload));
    } else {
      pong = payload; // RFC 6455 s.5.5.3: the most recent Ping may be answered alone
      core.touch();
    }
  }

  @Override
  public void close(CloseReason reason, boolean atOnce) {
    closing = true;
    if (atOnce) {
      placeClose(reason);
    } else {
      queue.add(Command.close(reason));
      core.touch();
    }
  }

  private void placeClose(CloseReason reason) {
    pen.close(reason);
    closed = true; // RFC 6455 s.5.5.1: no data frame after it
    receipts.add(pen.placed(), result -> core.closeWritten(result));
    core.closeSent(reason);
    core.touch();
  }

  @Override
  public void halfClose() {
    pen.flush();
    pen.wire().shutdownOutput();
  }

  @Override
  public boolean wired() {
    return pen.wired();
  }

  @Override
  public void drop() {
    open = false;
    pen.drop();
  }

  @Override
  public void read(boolean on) {
    pen.wire().read(on);
  }

  /** The system took so many more bytes. */
  void written(int bytes) {
    pen.took(bytes);
    core.bytesWritten(bytes);
    while (receipts.endsBy(pen.written())) {
      if (receipts.message()) {
        core.messageWritten(receipts.text(), receipts.bytes());
      }
      core.complete(receipts.take(), WriteResult.WRITTEN);
    }
    if (!open || closed || waits()) {
      core.touch();
    }
  }

  /** Tells whether something may go out now that there is more room. */
  private boolean waits() {
    return !queue.isEmpty() || !pings.isEmpty() || beat != null || pong != null;
  }

  @Override
  public void settle() {
    if (open) {
      pump();
    }
    pen.flush();
    if ((!open || closed) && receipts.isEmpty()) { // completions keep the order of the sends
      giveBack();
    }
  }

  private void pump() {
    while (!closed && room()) {
      ByteBuffer control = beat;
      if (control != null) {
        beat = null;
        put(Frame.whole(Opcode.PING, control));
        core.beatPlaced();
        receipts.add(pen.placed(), result -> core.beatWritten(result));
        continue;
      }
      control = pong;
      if (control != null) {
        pong = null;
        put(Frame.whole(Opcode.PONG, control));
        continue;
      }
      Command ping = pings.poll();
      if (ping != null) {
        put(ping);
        continue;
      }
      Command first = queue.first();
      if (first == null) {
        return;
      }
      data(first);
    }
  }

  private void data(Command first) {
    if (first.is(Opcode.CLOSE)) {
      queue.poll();
      placeClose(first.reason());
    } else if (Cutting.whole(first, fragment, deflation)) {
      queue.poll();
      put(first);
    } else {
      Fragments pieces = cut;
      if (pieces == null) {
        pieces = Cutting.pieces(first, fragment, deflation);
        cut = pieces;
      }
      put(pieces.next());
      if (!pieces.hasNext()) {
        cut = null;
        queue.poll();
        settleFrame(first);
      }
    }
  }

  /** What waits will not be written; a message of which a fragment went out is lost. */
  private void giveBack() {
    pings();
    Command command = queue.poll();
    while (command != null) {
      WriteResult result = cut == null ? WriteResult.NOT_WRITTEN : WriteResult.LOST;
      cut = null;
      core.complete(command.completion, result);
      command = queue.poll();
    }
  }

  private void pings() {
    Command ping = pings.poll();
    while (ping != null) {
      core.complete(ping.completion, WriteResult.NOT_WRITTEN);
      ping = pings.poll();
    }
    beat = null;
    pong = null;
  }

  @Override
  public void end() {
    open = false;
    while (!receipts.isEmpty()) {
      core.complete(receipts.take(), WriteResult.LOST);
    }
    giveBack();
    if (deflation != null) {
      deflation.close();
    }
  }

  @Override
  public long pending() {
    return pen.unwritten() + queue.bytes() + pings.bytes();
  }
}
