package dev.hawser.testing;

import dev.hawser.Message;
import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseFrames;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.close.TransportEnd;
import dev.hawser.close.Unreachability;
import dev.hawser.frame.Opcode;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.testing.ScriptedWrites.Outgoing;
import dev.hawser.transport.Completion;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.LinkOptions;
import dev.hawser.transport.SerialThread;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
public final class ScriptedLink implements Link {
  private final Role role;
  private final LinkListener listener;
  private final Executor thread;
  private final @Nullable DialRequest request;
  private final ScriptedWrites writes = new ScriptedWrites();
  private final ScriptedStamps stamps;
  private final ArrayDeque<Message> undelivered = new ArrayDeque<>();
  private @Nullable CloseReason closeSent;
  private @Nullable CloseReason closeReceived;
  private boolean sentFirst;
  private boolean holdPongs;
  private boolean holdClose;
  private boolean holdEnd;
  private boolean open;
  private boolean ended;
  private long credit;
  private long received;
  private int pings;
  private final List<Duration> probedWithin = new ArrayList<>();

  ScriptedLink(
      VirtualTime time,
      Role role,
      LinkListener listener,
      LinkOptions options,
      @Nullable DialRequest request) {
    this.role = role;
    stamps = new ScriptedStamps(time);
    this.listener = listener;
    this.request = request;
    thread = new SerialThread(options.callbacks() == null ? time.executor() : options.callbacks());
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
    thread.execute(
        () -> {
          if (!ended && !open) {
            open = true;
            stamps.opened();
            HandshakeInfo info =
                new HandshakeInfo(subprotocol, List.of(), headers, "192.0.2.1:443");
            guarded(() -> listener.onOpen(this, info));
          }
        });
  }

  /**
   * Answers the dial with that status and those header fields, as {@link Headers#of} takes them.
   */
  public void refuse(int status, String... headers) {
    HttpAnswer answer = HttpAnswer.of(status, Headers.of(headers));
    end(facts -> new Ending.Refused(answer, facts));
  }

  /** Lets the dial fail. */
  public void unreachable(Unreachability kind) {
    end(facts -> new Ending.Unreachable(kind, "scripted", facts));
  }

  /** Sends a text message to the listener. */
  public void text(String message) {
    thread.execute(() -> deliver(new Message.Text(message)));
  }

  /** Sends a binary message to the listener. */
  public void binary(byte... message) {
    ByteBuffer bytes = ByteBuffer.wrap(message.clone()).asReadOnlyBuffer();
    thread.execute(() -> deliver(new Message.Binary(bytes)));
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
    thread.execute(
        () -> {
          if (ended || closeReceived != null) {
            return;
          }
          closeReceived = reason;
          if (closeSent == null) {
            closeSent = reason;
            if (open) {
              guarded(() -> listener.onClosing(closed(TransportEnd.UNSEEN)));
            }
          }
          endClosed();
        });
  }

  /** Keeps the line after the peer's Close, or ends it now if that has come. */
  public void holdEnd(boolean hold) {
    thread.execute(
        () -> {
          holdEnd = hold;
          endClosed();
        });
  }

  private void endClosed() {
    if (!holdEnd && closeReceived != null) {
      endNow(closed(TransportEnd.FIN));
    }
  }

  private Ending closed(TransportEnd end) {
    CloseReason first = Objects.requireNonNull(sentFirst ? closeSent : closeReceived);
    return new Ending.Closed(sentFirst ? Initiator.USER : Initiator.PEER, first, facts(end));
  }

  /** Cuts the line without a Close frame; behind the peer's Close its code stays. */
  public void drop() {
    thread.execute(
        () ->
            endNow(
                closeReceived == null
                    ? new Ending.Dropped(facts(TransportEnd.RST))
                    : closed(TransportEnd.RST)));
  }

  /** Ends the link for a fault that the library found, such as a missing Pong. */
  public void fault(Fault fault) {
    thread.execute(() -> endNow(new Ending.Failed(fault, "scripted", facts(TransportEnd.LOCAL))));
  }

  /** Keeps messages from being written, or writes what was kept. */
  public void holdWrites(boolean hold) {
    thread.execute(() -> writes.hold(hold));
  }

  /** Keeps the peer from answering Pings, or answers now those it owes. */
  public void holdPongs(boolean hold) {
    thread.execute(
        () -> {
          holdPongs = hold;
          answerPing();
        });
  }

  /** Keeps the peer from answering a Close, or answers now the one it owes. */
  public void holdClose(boolean hold) {
    thread.execute(
        () -> {
          holdClose = hold;
          answerClose();
        });
  }

  /** Ends the link while so many of the kept messages are half written and the rest not at all. */
  public void dropWhileWriting(int half) {
    thread.execute(
        () -> {
          writes.end(half);
          endNow(new Ending.Dropped(facts(TransportEnd.RST)));
        });
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
    return writes.sent();
  }

  /** Returns the text messages that were written, oldest first. */
  public List<String> sentTexts() {
    List<String> texts = new ArrayList<>();
    for (Message message : writes.sent()) {
      if (message instanceof Message.Text text) {
        texts.add(text.text());
      }
    }
    return List.copyOf(texts);
  }

  /** Returns the Close frame that was sent, null for none. */
  public @Nullable CloseReason closeSent() {
    return closeSent;
  }

  /** Returns how many Pings were sent. */
  public int pings() {
    return pings;
  }

  /** Returns the times within which a sign of life was wanted in a hurry, oldest first. */
  public List<Duration> probedWithin() {
    return List.copyOf(probedWithin);
  }

  /** Returns how many more messages the listener would take. */
  public long credit() {
    return credit;
  }

  /** Tells whether the link has ended. */
  public boolean hasEnded() {
    return ended;
  }

  // What the library calls

  @Override
  public void request(long messages) {
    thread.execute(
        () -> {
          credit += messages;
          deliverWaiting();
        });
  }

  @Override
  public void sendText(String message, Completion completion) {
    int bytes = message.getBytes(StandardCharsets.UTF_8).length;
    send(new Outgoing(new Message.Text(message), bytes, completion));
  }

  @Override
  public void sendBinary(ByteBuffer message, Completion completion) {
    byte[] copy = new byte[message.remaining()];
    message.duplicate().get(copy);
    ByteBuffer kept = ByteBuffer.wrap(copy).asReadOnlyBuffer();
    send(new Outgoing(new Message.Binary(kept), copy.length, completion));
  }

  private void send(Outgoing outgoing) {
    writes.handed(outgoing);
    thread.execute(
        () -> {
          if (ended || closeSent != null) {
            writes.refuse(outgoing);
          } else {
            stamps.out();
            writes.write(outgoing);
          }
        });
  }

  @Override
  public void sendFrame(Opcode opcode, boolean fin, ByteBuffer payload, Completion completion) {
    throw new UnsupportedOperationException("the scripted transport knows whole messages only");
  }

  @Override
  public void ping(ByteBuffer payload) {
    if (payload.remaining() > 125) {
      throw new IllegalArgumentException(
          "a Ping of " + payload.remaining() + " bytes, allowed are 125");
    }
    probe();
  }

  @Override
  public void probe() {
    thread.execute(
        () -> {
          if (open && !ended) {
            pings++;
            stamps.out();
            pongsOwed++;
            confirmable = writes.count();
            answerPing();
          }
        });
  }

  /** Asks as {@link #probe()} does; the test says by {@link #fault} that nothing came in time. */
  @Override
  public void probe(Duration within) {
    thread.execute(() -> probedWithin.add(within));
    probe();
  }

  private int pongsOwed;
  private long confirmable;

  @Override
  public long pendingBytes() {
    return writes.pendingBytes();
  }

  @Override
  public void close(CloseReason reason) {
    thread.execute(
        () -> {
          if (!open) {
            abort();
          } else if (!ended && closeSent == null) {
            writes.flush();
            closeSent = reason;
            sentFirst = true;
            answerClose();
          }
        });
  }

  @Override
  public void fail(Fault fault, String text) {
    thread.execute(
        () -> {
          closeSent = CloseReason.fit(CloseCode.INTERNAL_ERROR, text);
          endNow(new Ending.Failed(fault, text, facts(TransportEnd.LOCAL)));
        });
  }

  @Override
  public void abort() {
    thread.execute(
        () -> endNow(new Ending.Aborted(Initiator.USER, open, facts(TransportEnd.LOCAL))));
  }

  // Within

  private void deliver(Message message) {
    if (open && !ended) {
      stamps.in();
      undelivered.add(message);
      deliverWaiting();
    }
  }

  private void deliverWaiting() {
    while (credit > 0 && !undelivered.isEmpty() && !ended) {
      credit--;
      received++;
      Message message = undelivered.remove();
      guarded(
          () -> {
            if (message instanceof Message.Text text) {
              listener.onText(text.text());
            } else if (message instanceof Message.Binary binary) {
              listener.onBinary(binary.bytes());
            }
          });
    }
  }

  private void guarded(Runnable callback) {
    try {
      callback.run();
    } catch (RuntimeException | Error thrown) {
      closeSent = CloseReason.fit(CloseCode.INTERNAL_ERROR, "callback failed");
      LinkFacts facts = facts(TransportEnd.LOCAL).withException(thrown);
      endNow(new Ending.Failed(Fault.CALLBACK_FAILED, thrown.toString(), facts));
    }
  }

  private void answerPing() {
    if (!holdPongs && pongsOwed > 0 && !ended) {
      pongsOwed = 0;
      stamps.in();
      listener.onConfirmed(confirmable);
    }
  }

  private void answerClose() {
    CloseReason reason = closeSent;
    if (!holdClose && reason != null && closeReceived == null) {
      closeReceived = reason;
      endClosed();
    }
  }

  private interface Ends {
    Ending with(LinkFacts facts);
  }

  private void end(Ends ending) {
    thread.execute(() -> endNow(ending.with(facts(TransportEnd.UNSEEN))));
  }

  private void endNow(Ending ending) {
    if (ended) {
      return;
    }
    ended = true;
    writes.end(0);
    listener.onEnd(ending);
  }

  private LinkFacts facts(TransportEnd end) {
    Phase phase = closeSent != null ? Phase.CLOSING : open ? Phase.OPEN : Phase.HANDSHAKING;
    return LinkFacts.bare(role, phase)
        .with(new CloseFrames(closeReceived, closeSent, sentFirst, end, -1, false))
        .with(stamps.timeline())
        .with(stamps.traffic(received, writes.count(), pings));
  }
}
