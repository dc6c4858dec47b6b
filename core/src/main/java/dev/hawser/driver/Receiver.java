package dev.hawser.driver;

import dev.hawser.close.Ending;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The receiving half of a session's link: takes what the link tells to those whom it concerns, and
 * asks for more.
 *
 * <p>The face is told on the thread that the link calls on, with nothing between. Of an end the
 * outbox hears first, so that nothing more is sent this way, then who waits for a message, then the
 * host.
 */
final class Receiver implements LinkListener {
  private final SessionLink of;
  private final boolean onLinkThread;
  private final Credit credit;
  private volatile @Nullable SessionFace face;

  private long doubted; // when the peer closed

  Receiver(SessionLink of, boolean onLinkThread) {
    this.of = of;
    this.onLinkThread = onLinkThread;
    credit = new Credit(onLinkThread);
  }

  /** Says who is told; before any credit is given. */
  void face(SessionFace told) {
    face = told;
  }

  @Nullable SessionFace face() {
    return face;
  }

  @Override
  public void onOpen(Link opened, HandshakeInfo info) {
    of.opened(opened, info);
    LinkCall.run(onLinkThread, of, () -> of.host.opened(of));
  }

  @Override
  public void onText(String message) {
    SessionFace told = face;
    if (told != null) {
      LinkCall.enter(onLinkThread, of);
      try {
        told.text(message);
      } finally {
        LinkCall.exit(onLinkThread);
      }
    }
  }

  @Override
  public void onBinary(ByteBuffer message) {
    SessionFace told = face;
    if (told != null) {
      LinkCall.enter(onLinkThread, of);
      try {
        told.binary(message);
      } finally {
        LinkCall.exit(onLinkThread);
      }
    }
  }

  @Override
  public void onConfirmed(long messages) {
    LinkCall.run(onLinkThread, of, () -> of.handed.confirmations.confirmed(messages));
    Outbox outbox = of.outbox;
    if (outbox != null) {
      outbox.confirmed(of, messages);
    }
  }

  @Override
  public void onRoundTrip(Duration time) {
    SessionFace told = face;
    if (told != null) {
      LinkCall.run(onLinkThread, of, () -> told.roundTrip(time));
    }
  }

  @Override
  public void onClosing(Ending soFar) {
    of.markOver();
    doubted = of.handed.inDoubt(soFar);
    Outbox outbox = of.outbox;
    if (outbox != null) {
      outbox.judge(soFar);
      outbox.closing(of, doubted);
    }
    LinkCall.run(
        onLinkThread,
        of,
        () -> {
          silence();
          of.host.closing(of, soFar, doubted);
        });
  }

  @Override
  public void onEnd(Ending ending) {
    boolean news = of.markOver();
    long inDoubt = of.handed.inDoubt(ending);
    Outbox outbox = of.outbox;
    if (outbox != null) {
      if (news) {
        outbox.judge(ending);
      }
      outbox.ended(of, inDoubt - doubted);
    }
    LinkCall.run(
        onLinkThread,
        of,
        () -> {
          silence();
          of.host.ended(of, ending, inDoubt);
        });
  }

  /** Nothing comes any more: who waits for a message or a Pong waits for no callback either. */
  private void silence() {
    of.handed.confirmations.end();
    SessionFace told = face;
    if (told != null) {
      told.closing();
    }
  }

  /** Asks for the first messages. */
  void start(Link link) {
    credit.start(link);
  }

  /** A message was consumed, so that another one may come. */
  void consumed(Link link) {
    credit.consumed(link);
  }
}
