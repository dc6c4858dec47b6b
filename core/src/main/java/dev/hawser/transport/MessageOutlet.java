package dev.hawser.transport;

import dev.hawser.close.CloseReason;
import dev.hawser.frame.Opcode;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Speaks in messages over a {@link MessageWire}: one part of data and one control frame under way
 * at a time, the rest waits here.
 */
final class MessageOutlet implements Outlet {
  /** The most parts of data that go before a control frame that waits. */
  private static final int BURST = 64;

  private final LinkCore core;
  private final int fragment;
  private final Commands queue = new Commands();
  private final Controls controls = new Controls();

  private @Nullable MessageWire wire;
  private boolean open;
  private boolean closing;
  private boolean closed;

  /** The wire was asked for the Close. */
  private boolean handed;

  /** Our direction is to end behind it. */
  private boolean ending;

  /** The part of data under way is the n-th; what an older one reports is ignored. */
  private long part;

  private boolean sending;

  /** The message under way is the application's, not the heartbeat's. */
  private boolean counts;

  private int from;
  private boolean controlling;

  MessageOutlet(LinkCore core, int fragment) {
    this.core = core;
    this.fragment = fragment == 0 ? Integer.MAX_VALUE : fragment;
  }

  void wire(MessageWire next) {
    wire = next;
  }

  private MessageWire wire() {
    MessageWire there = wire;
    if (there == null) {
      throw new IllegalStateException("there is no wire yet");
    }
    return there;
  }

  @Override
  public void open() {
    open = true;
  }

  @Override
  public void text(String message, int bytes, Completion completion) {
    send(Command.text(message, bytes, completion));
  }

  @Override
  public void frame(Opcode opcode, boolean fin, ByteBuffer payload, Completion completion) {
    send(Command.frame(opcode, fin, payload.slice(), completion));
  }

  @Override
  public void send(Command command) {
    if (command.is(Opcode.PING) && !closing) {
      controls.ping(command);
    } else {
      queue.add(command);
    }
    core.touch();
  }

  @Override
  public void beat(ByteBuffer payload) {
    controls.beat(payload);
    core.touch();
  }

  @Override
  public void pong(ByteBuffer payload) {
    controls.pong(payload);
    core.touch();
  }

  @Override
  public void close(CloseReason reason, boolean atOnce) {
    closing = true;
    if (atOnce) {
      placeClose(reason);
    } else {
      queue.add(Command.close(reason));
    }
    core.touch();
  }

  private void placeClose(CloseReason reason) {
    closed = true;
    CloseReason really = wire().sendable(reason);
    if (really != null) {
      core.life.closeSent(really);
      wire().close(really, result -> core.report(() -> core.closeWritten(result)));
      handed = true;
      endOutput();
    }
  }

  @Override
  public void halfClose() {
    ending = true;
    endOutput();
  }

  private void endOutput() {
    if (ending && handed && open) {
      wire().shutdownOutput();
    }
  }

  @Override
  public boolean wired() {
    return wire != null;
  }

  @Override
  public void drop() {
    open = false;
    MessageWire there = wire;
    if (there != null) {
      there.drop();
    }
  }

  @Override
  public void read(boolean on) {
    wire().read(on);
  }

  @Override
  public void settle() {
    core.pending(pending());
    for (int i = 0; i < BURST && !sending && open && !closed && queue.first() != null; i++) {
      data(); // a runtime that completes within the call takes one message after the other
    }
    if (open && !closed) {
      control();
    }
    if (!open || closed) {
      giveBack();
    }
  }

  private void control() {
    if (controlling) {
      return;
    }
    ByteBuffer next = controls.takeBeat();
    if (next != null) {
      core.watch.beatPlaced();
      controlling = true;
      wire().ping(next, result -> core.report(() -> beaten(result)));
      return;
    }
    next = controls.takePong();
    if (next != null) {
      controlling = true;
      wire().pong(next, result -> core.report(this::controlled));
      return;
    }
    Command ping = controls.takePing();
    if (ping != null) {
      controlling = true;
      wire().ping(ping.binary(), result -> core.report(() -> pinged(ping, result)));
    }
  }

  private void beaten(WriteResult result) {
    core.watch.beatWritten(result);
    controlled();
  }

  private void pinged(Command ping, WriteResult result) {
    core.complete(ping.completion, result);
    controlled();
  }

  private void controlled() {
    controlling = false;
    core.touch();
  }

  private void data() {
    Command first = queue.first();
    if (first == null) {
      return;
    }
    if (first.is(Opcode.CLOSE)) {
      queue.poll();
      placeClose(first.reason());
      return;
    }
    sending = true;
    long number = ++part;
    Completion done = result -> core.report(() -> sent(number, result));
    String text = first.text();
    if (text != null) {
      int to = cut(text, from);
      boolean last = to == text.length();
      CharSequence piece = from == 0 && last ? text : text.substring(from, to);
      from = to;
      placed(last, first);
      wire().text(piece, last, done);
    } else {
      ByteBuffer all = first.binary();
      int to = Math.min(all.remaining(), from + Math.min(fragment, all.remaining()));
      boolean last = to == all.remaining();
      ByteBuffer piece = all.slice(all.position() + from, to - from);
      from = to;
      placed(last, first);
      wire().binary(piece, last, done);
    }
  }

  /** Returns where the next part of a text ends: never between the halves of a code point. */
  private int cut(String text, int start) {
    int left = text.length() - start;
    if (left <= fragment) {
      return text.length();
    }
    int end = start + fragment;
    return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
  }

  private void placed(boolean last, Command message) {
    if (last) {
      counts = core.watch.messagePlaced(message.completion);
    }
  }

  private void sent(long number, WriteResult result) {
    Command first = queue.first();
    if (number != part || !sending || first == null) {
      return; // the link ended meanwhile, and the message was called lost
    }
    sending = false;
    core.bytesWritten(0);
    int length = first.payload instanceof String text ? text.length() : first.bytes;
    if (result != WriteResult.WRITTEN || from == length) {
      if (result == WriteResult.WRITTEN && counts) {
        core.messageWritten(first.is(Opcode.TEXT), first.bytes);
      }
      from = 0;
      queue.poll();
      core.complete(first.completion, result);
    }
    core.touch();
  }

  /** What waits will not be written; a message of which a part went out is lost. */
  private void giveBack() {
    controls.giveBack(core);
    if (!sending || !open) {
      WriteResult result = sending || from > 0 ? WriteResult.LOST : WriteResult.NOT_WRITTEN;
      sending = false;
      from = 0;
      Command command = queue.poll();
      while (command != null) {
        core.complete(command.completion, result);
        result = WriteResult.NOT_WRITTEN;
        command = queue.poll();
      }
    }
  }

  @Override
  public void end() {
    open = false;
    giveBack();
  }

  @Override
  public long pending() {
    return queue.bytes() + controls.bytes();
  }
}
