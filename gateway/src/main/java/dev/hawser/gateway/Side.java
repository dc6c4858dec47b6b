package dev.hawser.gateway;

import dev.hawser.close.Ending;
import dev.hawser.frame.Opcode;
import dev.hawser.time.Timers;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One link of a session, and what is heard on it. */
final class Side implements LinkListener {
  /** What a side tells its session. */
  interface Host {
    /** The link opened. */
    void opened(Side side, HandshakeInfo info);

    /** The link is about to end, or has ended: the first news of it. */
    void ending(Side side, Ending ending);

    /** The link has ended. */
    void ended(Side side, Ending ending);

    /** A message is longer than it may be. */
    void tooBig(Side side);

    /** What was done about it failed, and that is nobody's fault but the gateway's. */
    void failed(Side side, Throwable thrown);
  }

  private final Host host;
  private final OwnPings own;
  private final Timers clock;
  private volatile @Nullable Link link;
  private volatile @Nullable Ending ending;
  private volatile long heardAt;
  private volatile @Nullable Lane lane;

  Side(Host host, Hall hall) {
    this.host = host;
    this.own = hall.own();
    this.clock = hall.timers();
  }

  @Override
  public void onOpen(Link opened, HandshakeInfo info) {
    link = opened; // whatever fails behind it, the link can be told
    try {
      heardAt = clock.nanos();
      host.opened(this, info);
    } catch (Throwable thrown) {
      host.failed(this, thrown);
    }
  }

  /** Sets where this side's frames go; credit given after it makes them come. */
  void leadsTo(Lane way) {
    lane = way;
  }

  @Override
  public void onFrame(Opcode opcode, boolean fin, ByteBuffer payload) {
    try {
      pass(opcode, fin, payload);
    } catch (Throwable thrown) {
      host.failed(this, thrown);
    }
  }

  private void pass(Opcode opcode, boolean fin, ByteBuffer payload) {
    long now = clock.nanos();
    Lane way = lane;
    if (opcode.control()) {
      heardAt = now;
      if (way != null && !(opcode == Opcode.PONG && own.answeredBy(payload))) {
        way.control(opcode, payload);
      }
    } else if (!Lane.open(way).data(opcode, fin, payload, now)) {
      host.tooBig(this);
    }
  }

  @Override
  public void onClosing(Ending soFar) {
    try {
      host.ending(this, soFar);
    } catch (Throwable thrown) {
      host.failed(this, thrown);
    }
  }

  @Override
  public void onEnd(Ending how) {
    ending = how;
    if (how.opened()) {
      onClosing(how);
    }
    try {
      host.ended(this, how);
    } catch (Throwable thrown) {
      host.failed(this, thrown);
    }
  }

  /** Returns the link, null before it opened. */
  @Nullable Link link() {
    return link;
  }

  /** Returns how the link ended, null while it has not. */
  @Nullable Ending ending() {
    return ending;
  }

  /** Returns when anything came last, or the link opened. */
  long heardAt() {
    Lane way = lane;
    long heard = heardAt;
    return way != null && way.passedAt() - heard > 0 ? way.passedAt() : heard;
  }
}
