package dev.hawser.testing;

import dev.hawser.Message;
import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.close.TransportEnd;
import dev.hawser.frame.Opcode;
import dev.hawser.frame.Utf8;
import dev.hawser.testing.ScriptedWrites.Outgoing;
import dev.hawser.transport.Completion;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The line of a scripted link as the library sees it: what it asks for happens on the link's
 * thread.
 */
final class ScriptedLine implements Link {
  final ScriptedWrites writes = new ScriptedWrites();
  final ScriptedInbox inbox = new ScriptedInbox();
  final ScriptedPings pings = new ScriptedPings();
  final ScriptedCloses closes = new ScriptedCloses();
  private final Role role;
  private final LinkListener listener;
  private final Executor thread;
  private final ScriptedStamps stamps;
  private boolean open;
  private boolean ended;

  ScriptedLine(Role role, LinkListener listener, Executor thread, ScriptedStamps stamps) {
    this.stamps = stamps;
    this.role = role;
    this.listener = listener;
    this.thread = thread;
  }

  boolean ended() {
    return ended;
  }

  @Override
  public void request(long messages) {
    thread.execute(
        () -> {
          inbox.grant(messages);
          deliverWaiting();
        });
  }

  @Override
  public void sendText(String message, Completion completion) {
    int bytes = Utf8.length(message); // refuses what is no text, as every link does
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
          if (ended || closes.sent != null) {
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
            stamps.out();
            pings.asked(writes.count());
            answerPing();
          }
        });
  }

  /** Asks as {@link #probe()} does; the test says by a fault that nothing came in time. */
  @Override
  public void probe(Duration within) {
    thread.execute(() -> pings.hurried(within));
    probe();
  }

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
          } else if (!ended && closes.sent == null) {
            writes.flush();
            closes.send(reason);
            answerClose();
          }
        });
  }

  @Override
  public void fail(Fault fault, String text) {
    thread.execute(
        () -> {
          closes.sent = CloseReason.fit(CloseCode.INTERNAL_ERROR, text);
          end(new Ending.Failed(fault, text, facts(TransportEnd.LOCAL)));
        });
  }

  @Override
  public void abort() {
    thread.execute(() -> end(new Ending.Aborted(Initiator.USER, open, facts(TransportEnd.LOCAL))));
  }

  // What the test's script does, on the link's thread

  void open(HandshakeInfo info) {
    if (!ended && !open) {
      open = true;
      stamps.opened();
      guarded(() -> listener.onOpen(this, info));
    }
  }

  void deliver(Message message) {
    if (open && !ended) {
      stamps.in();
      inbox.add(message);
      deliverWaiting();
    }
  }

  void peerCloses(CloseReason reason, int halfWritten) {
    if (!ended && closes.receive(reason)) {
      if (closes.answer() && open) {
        guarded(() -> listener.onClosing(closes.ending(facts(TransportEnd.UNSEEN))));
      }
      if (halfWritten > 0) {
        writes.end(halfWritten);
      }
      endClosed();
    }
  }

  void answerHeartbeat(Duration roundTrip) {
    if (open && !ended) {
      listener.onRoundTrip(roundTrip);
    }
  }

  /** Ends in order where the peer has closed and nothing keeps the line. */
  void endClosed() {
    if (closes.over()) {
      end(closes.ending(facts(TransportEnd.FIN)));
    }
  }

  private void deliverWaiting() {
    for (Message next = take(); next != null; next = take()) {
      Message message = next;
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

  private @Nullable Message take() {
    return ended ? null : inbox.take();
  }

  private void guarded(Runnable callback) {
    try {
      callback.run();
    } catch (RuntimeException | Error thrown) {
      closes.sent = CloseReason.fit(CloseCode.INTERNAL_ERROR, "callback failed");
      LinkFacts facts = facts(TransportEnd.LOCAL).withException(thrown);
      end(new Ending.Failed(Fault.CALLBACK_FAILED, thrown.toString(), facts));
    }
  }

  void answerPing() {
    if (!ended && pings.answered()) {
      stamps.in();
      listener.onConfirmed(pings.confirmable());
    }
  }

  void answerClose() {
    if (closes.answered()) {
      endClosed();
    }
  }

  void end(Ending ending) {
    if (ended) {
      return;
    }
    ended = true;
    writes.end(0);
    listener.onEnd(ending);
  }

  LinkFacts facts(TransportEnd end) {
    Phase phase = closes.sent != null ? Phase.CLOSING : open ? Phase.OPEN : Phase.HANDSHAKING;
    return LinkFacts.bare(role, phase)
        .with(closes.frames(end))
        .with(stamps.timeline())
        .with(stamps.traffic(inbox.taken(), writes.count(), pings.count()));
  }
}
