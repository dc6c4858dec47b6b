package dev.hawser.transport;

import dev.hawser.close.CloseReason;
import dev.hawser.close.Role;
import dev.hawser.frame.Deflation;
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
  private final Cutting cutting;
  private final Receipts receipts = new Receipts();
  private final Commands queue = new Commands();
  private final Controls controls = new Controls();

  private boolean open;
  private boolean closing;
  private boolean closed;

  FrameOutlet(LinkCore core, Role role, Masks masks, int fragment) {
    this.core = core;
    this.pen = new Pen(role, masks);
    this.cutting = new Cutting(fragment);
  }

  /** Sets what to write to. */
  void wire(Wire next) {
    pen.over(next);
  }

  /** Messages are compressed from the first one on; frees the deflation at the end. */
  void deflate(Deflation by) {
    cutting.deflate(by);
  }

  /** Returns what compresses messages, null where nothing does. */
  @Nullable Deflation deflation() {
    return cutting.deflation();
  }

  @Override
  public void open() {
    open = true;
  }

  @Override
  public void text(String message, int bytes, Completion completion) {
    if (free() && cutting.whole(bytes)) {
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
      controls.ping(command);
      core.touch();
    } else if (free() && cutting.whole(command)) {
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
    if (core.watch.messagePlaced(completion)) {
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
    controls.beat(payload);
    core.touch();
  }

  @Override
  public void pong(ByteBuffer payload) {
    if (open && !closed && room()) {
      controls.answered();
      put(Frame.whole(Opcode.PONG, payload));
    } else {
      controls.pong(payload);
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
    core.life.closeSent(reason);
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
    if (!open || closed || !queue.isEmpty() || controls.any()) {
      core.touch(); // something may go out now that there is more room
    }
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
      if (controls.any()) {
        control();
        continue;
      }
      Command first = queue.first();
      if (first == null) {
        return;
      }
      data(first);
    }
  }

  private void control() {
    ByteBuffer payload = controls.takeBeat();
    if (payload != null) {
      put(Frame.whole(Opcode.PING, payload));
      core.watch.beatPlaced();
      receipts.add(pen.placed(), result -> core.watch.beatWritten(result));
      return;
    }
    payload = controls.takePong();
    if (payload != null) {
      put(Frame.whole(Opcode.PONG, payload));
      return;
    }
    Command ping = controls.takePing();
    if (ping != null) {
      put(ping);
    }
  }

  private void data(Command first) {
    if (first.is(Opcode.CLOSE)) {
      queue.poll();
      placeClose(first.reason());
    } else if (cutting.whole(first)) {
      queue.poll();
      put(first);
    } else {
      put(cutting.next(first));
      if (!cutting.amid()) {
        queue.poll();
        settleFrame(first);
      }
    }
  }

  /** What waits will not be written; a message of which a fragment went out is lost. */
  private void giveBack() {
    controls.giveBack(core);
    Command command = queue.poll();
    while (command != null) {
      WriteResult result = cutting.breakOff() ? WriteResult.LOST : WriteResult.NOT_WRITTEN;
      core.complete(command.completion, result);
      command = queue.poll();
    }
  }

  @Override
  public void end() {
    open = false;
    while (!receipts.isEmpty()) {
      core.complete(receipts.take(), WriteResult.LOST);
    }
    giveBack();
    cutting.close();
  }

  @Override
  public long pending() {
    return pen.unwritten() + queue.bytes() + controls.bytes();
  }
}
