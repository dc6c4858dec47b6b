package dev.hawser.transport;

import dev.hawser.close.CloseReason;
import dev.hawser.http.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** One link over a fake runtime of messages, in virtual time. */
final class MessageRig implements MessageWire {
  final HandTimers timers = new HandTimers();
  final HandThread thread = new HandThread();
  final Recorder listener = new Recorder();
  final List<String> sent = new ArrayList<>();
  final List<String> results = new ArrayList<>();
  final Deque<Completion> under = new ArrayDeque<>();
  boolean taking = true;
  boolean reading = true;
  boolean dropped;
  int shutAfter = -1;
  byte[] lastPing = {};
  CloseReason instead;
  MessageDoor door;

  static MessageRig dialling(DialRequest request) {
    MessageRig rig = new MessageRig();
    LinkPlace place = new LinkPlace(rig.thread, rig.timers, () -> 0x0A0B0C0D);
    rig.door = MessageDoor.dial(request, rig.listener, place);
    return rig;
  }

  static MessageRig open(LinkOptions options) {
    MessageRig rig = dialling(ByteRig.request(options));
    rig.door.wire(rig);
    rig.door.upgrading();
    rig.door.opened(new HandshakeInfo("", List.of(), Headers.empty(), "192.0.2.1:80"));
    return rig.run();
  }

  MessageRig run() {
    thread.run();
    return this;
  }

  MessageRig advance(Duration by) {
    timers.advance(by, thread::run);
    return this;
  }

  MessageRig credit(long messages) {
    link().request(messages);
    return run();
  }

  MessageRig send(String message) {
    link().sendText(message, result -> results.add(message + " " + result));
    return this;
  }

  Link link() {
    return door.link();
  }

  private void out(String what, Completion completion) {
    sent.add(what);
    if (taking) {
      completion.done(WriteResult.WRITTEN);
    } else {
      under.add(completion);
    }
  }

  @Override
  public void text(CharSequence part, boolean last, Completion completion) {
    String shown = part.length() > 50 ? part.length() + " chars" : part.toString();
    out("text" + (last ? " " : "+ ") + shown, completion);
  }

  @Override
  public void binary(ByteBuffer part, boolean last, Completion completion) {
    out("binary" + (last ? " " : "+ ") + part.remaining(), completion);
  }

  @Override
  public void ping(ByteBuffer payload, Completion completion) {
    lastPing = new byte[payload.remaining()];
    payload.duplicate().get(lastPing);
    out("ping " + payload.remaining(), completion);
  }

  @Override
  public void pong(ByteBuffer payload, Completion completion) {
    out("pong " + StandardCharsets.US_ASCII.decode(payload), completion);
  }

  @Override
  public CloseReason sendable(CloseReason reason) {
    return instead == null ? reason : instead;
  }

  @Override
  public void close(CloseReason reason, Completion completion) {
    out("close " + reason.code().value(), completion);
  }

  @Override
  public void read(boolean on) {
    reading = on;
  }

  @Override
  public void shutdownOutput() {
    shutAfter = sent.size();
  }

  @Override
  public void drop() {
    dropped = true;
  }
}
