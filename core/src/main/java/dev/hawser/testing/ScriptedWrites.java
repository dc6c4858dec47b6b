package dev.hawser.testing;

import dev.hawser.Message;
import dev.hawser.transport.Completion;
import dev.hawser.transport.WriteResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The messages a scripted link sends: those under way and those written. */
final class ScriptedWrites {
  private final List<Message> sent = new ArrayList<>();
  private final ArrayDeque<Outgoing> unwritten = new ArrayDeque<>();
  private boolean hold;
  private long pendingBytes;

  /** A message under way. */
  record Outgoing(Message message, int bytes, Completion completion) {}

  /** A message was handed over. */
  void handed(Outgoing outgoing) {
    pendingBytes += outgoing.bytes();
  }

  void write(Outgoing outgoing) {
    unwritten.add(outgoing);
    flush();
  }

  void refuse(Outgoing outgoing) {
    settle(outgoing, WriteResult.NOT_WRITTEN);
  }

  void hold(boolean on) {
    hold = on;
    flush();
  }

  void flush() {
    while (!hold && !unwritten.isEmpty()) {
      Outgoing next = unwritten.remove();
      sent.add(next.message());
      settle(next, WriteResult.WRITTEN);
    }
  }

  /** The link is gone: so many of what is kept were half written, the rest not at all. */
  void end(int half) {
    for (int i = 0; !unwritten.isEmpty(); i++) {
      settle(unwritten.remove(), i < half ? WriteResult.LOST : WriteResult.NOT_WRITTEN);
    }
  }

  private void settle(Outgoing outgoing, WriteResult result) {
    pendingBytes -= outgoing.bytes();
    outgoing.completion().done(result);
  }

  List<Message> sent() {
    return List.copyOf(sent);
  }

  int count() {
    return sent.size();
  }

  long pendingBytes() {
    return pendingBytes;
  }
}
