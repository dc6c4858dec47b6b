package dev.hawser.testing;

import dev.hawser.Message;
import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Role;
import dev.hawser.close.TransportEnd;
import dev.hawser.close.Unreachability;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.LinkOptions;
import dev.hawser.transport.SerialThread;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One link of a {@link ScriptedTransport}: the test plays the network and the peer.
 *
 * <p>What the test does reaches the listener when the time is next settled. A message sent to the
 * peer is written at once, unless {@link #holdWrites} says otherwise; a Ping is answered at once,
 * unless {@link #holdPongs} does; a Close is answered at once, unless {@link #holdClose} does.
 * Without credit, messages to the client wait. Not safe from several threads.
 */
public final class ScriptedLink {
  private final Executor thread;
  private final ScriptedLine line;
  private final @Nullable DialRequest request;

  ScriptedLink(
      VirtualTime time,
      Role role,
      LinkListener listener,
      LinkOptions options,
      @Nullable DialRequest request) {
    this.request = request;
    thread = new SerialThread(options.callbacks() == null ? time.executor() : options.callbacks());
    line = new ScriptedLine(role, listener, thread, new ScriptedStamps(time));
  }

  /** Returns what the library holds. */
  Link line() {
    return line;
  }

  // What the test does

  /** Lets the dial succeed without a subprotocol. */
  public void accept() {
    accept("");
  }

  /** Lets the dial succeed with that subprotocol. */
  public void accept(String subprotocol) {
    open(subprotocol, Headers.empty());
  }

  void open(String subprotocol, Headers headers) {
    HandshakeInfo info = new HandshakeInfo(subprotocol, List.of(), headers, "192.0.2.1:443");
    thread.execute(() -> line.open(info));
  }

  /**
   * Answers the dial with that status and those header fields, as {@link Headers#of} takes them.
   */
  public void refuse(int status, String... headers) {
    HttpAnswer answer = HttpAnswer.of(status, Headers.of(headers));
    end(TransportEnd.UNSEEN, facts -> new Ending.Refused(answer, facts));
  }

  /** Lets the dial fail. */
  public void unreachable(Unreachability kind) {
    end(TransportEnd.UNSEEN, facts -> new Ending.Unreachable(kind, "scripted", facts));
  }

  /** Sends a text message to the listener. */
  public void text(String message) {
    thread.execute(() -> line.deliver(new Message.Text(message)));
  }

  /** Sends a binary message to the listener. */
  public void binary(byte... message) {
    ByteBuffer bytes = ByteBuffer.wrap(message.clone()).asReadOnlyBuffer();
    thread.execute(() -> line.deliver(new Message.Binary(bytes)));
  }

  /**
   * Lets the peer close: its Close frame comes, is answered, and the line ends in order, unless
   * {@link #holdEnd} keeps it.
   */
  public void peerCloses(CloseCode code) {
    peerCloses(CloseReason.of(code));
  }

  /** Lets the peer close with that reason, as {@link #peerCloses(CloseCode)} does. */
  public void peerCloses(CloseReason reason) {
    peerClosesWhileWriting(reason, 0);
  }

  /** Lets the peer close while so many of the kept messages are half written. */
  public void peerClosesWhileWriting(CloseReason reason, int half) {
    thread.execute(() -> line.peerCloses(reason, half));
  }

  /** Keeps the line after the peer's Close, or ends it now if that has come. */
  public void holdEnd(boolean hold) {
    thread.execute(
        () -> {
          line.closes.holdEnd = hold;
          line.endClosed();
        });
  }

  /** Cuts the line without a Close frame; behind the peer's Close its code stays. */
  public void drop() {
    end(
        TransportEnd.RST,
        facts ->
            line.closes.received == null ? new Ending.Dropped(facts) : line.closes.ending(facts));
  }

  /** Ends the link for a fault that the library found, such as a missing Pong. */
  public void fault(Fault fault) {
    end(TransportEnd.LOCAL, facts -> new Ending.Failed(fault, "scripted", facts));
  }

  /** Keeps messages from being written, or writes what was kept. */
  public void holdWrites(boolean hold) {
    thread.execute(() -> line.writes.hold(hold));
  }

  /** Keeps the peer from answering Pings, or answers now those it owes. */
  public void holdPongs(boolean hold) {
    thread.execute(
        () -> {
          line.pings.hold = hold;
          line.answerPing();
        });
  }

  /** Lets the peer answer a question of the heartbeat that was asked that long ago. */
  public void answerHeartbeat(Duration roundTrip) {
    thread.execute(() -> line.answerHeartbeat(roundTrip));
  }

  /** Keeps the peer from answering a Close, or answers now the one it owes. */
  public void holdClose(boolean hold) {
    thread.execute(
        () -> {
          line.closes.holdAnswer = hold;
          line.answerClose();
        });
  }

  /** Ends the link while so many of the kept messages are half written and the rest not at all. */
  public void dropWhileWriting(int half) {
    thread.execute(
        () -> {
          line.writes.end(half);
          line.end(new Ending.Dropped(line.facts(TransportEnd.RST)));
        });
  }

  private interface Ends {
    Ending with(LinkFacts facts);
  }

  private void end(TransportEnd how, Ends ending) {
    thread.execute(() -> line.end(ending.with(line.facts(how))));
  }

  // What the test sees

  /**
   * Returns what was dialled.
   *
   * @throws IllegalStateException on an accepted link
   */
  public DialRequest request() {
    if (request == null) {
      throw new IllegalStateException("an accepted link was not dialled");
    }
    return request;
  }

  /** Returns the messages that were written, oldest first. */
  public List<Message> sent() {
    return line.writes.sent();
  }

  /** Returns the text messages that were written, oldest first. */
  public List<String> sentTexts() {
    List<String> texts = new ArrayList<>();
    for (Message message : line.writes.sent()) {
      if (message instanceof Message.Text text) {
        texts.add(text.text());
      }
    }
    return List.copyOf(texts);
  }

  /** Returns the Close frame that was sent, null for none. */
  public @Nullable CloseReason closeSent() {
    return line.closes.sent;
  }

  /** Returns how many messages the peer has confirmed by its Pongs. */
  public long confirmed() {
    return line.pings.confirmed();
  }

  /** Returns how many Pings were sent. */
  public int pings() {
    return line.pings.count();
  }

  /** Returns the times within which a sign of life was wanted in a hurry, oldest first. */
  public List<Duration> probedWithin() {
    return line.pings.within();
  }

  /** Returns how many more messages the listener would take. */
  public long credit() {
    return line.inbox.credit();
  }

  /** Returns how many bytes were handed over and are not written. */
  public long pendingBytes() {
    return line.pendingBytes();
  }

  /** Tells whether the link has ended. */
  public boolean hasEnded() {
    return line.ended();
  }
}
