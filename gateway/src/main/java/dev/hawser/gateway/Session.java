package dev.hawser.gateway;

import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.gateway.parting.ClientEnd;
import dev.hawser.gateway.parting.FirstCause;
import dev.hawser.gateway.parting.GatewayEnd;
import dev.hawser.gateway.parting.UpstreamEnd;
import dev.hawser.gateway.parting.Words;
import dev.hawser.time.TimerNode;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.Link;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Two links that live and end together: the client's and the upstream's.
 *
 * <p>The first thing that ends either is the cause, and decides what both are told; whatever comes
 * after it is only logged. Links call from their own threads.
 */
final class Session implements Side.Host {
  private final Visit visit;
  private final Hall hall;
  private final Journal journal;
  private final Words words;
  private final Side client;
  private final Side upstream;
  private final AtomicReference<@Nullable FirstCause> cause = new AtomicReference<>();
  private final AtomicInteger ends = new AtomicInteger();
  private final Rounds rounds = new Rounds();
  private volatile @Nullable Watchman watchman;
  private volatile @Nullable Lanes lanes;

  /** The two directions: from the client, and to it. */
  private record Lanes(Lane up, Lane down) {}

  /** Begins with an upstream's side that has opened; the client's opens when it is answered. */
  Session(Visit visit, Journal journal, Words words, Side upstream) {
    this.visit = visit;
    this.hall = visit.hall();
    this.journal = journal;
    this.words = words;
    this.upstream = upstream;
    this.client = new Side(this, hall);
  }

  /** Returns who is to have the client's link. */
  Side client() {
    return client;
  }

  /** Returns the session's id. */
  String id() {
    return words.id();
  }

  @Override
  public void opened(Side side, HandshakeInfo info) {
    Link theirs = upstream.link();
    Link ours = client.link();
    if (theirs == null || ours == null) {
      return;
    }
    Lane down = new Lane(theirs, ours, hall);
    Lane up = new Lane(ours, theirs, hall);
    client.leadsTo(up);
    upstream.leadsTo(down);
    lanes = new Lanes(up, down);
    FirstCause already = cause.get();
    if (already != null) {
      enter();
      tell(ours, already.toClient());
      return;
    }
    watchman = new Watchman(hall.options().patience(), hall.timers().nanos());
    look();
    enter();
    down.begin();
    up.begin();
    if (hall.draining()) { // whoever ends all sessions may have looked before this one was there
      end(hall.closed() ? GatewayEnd.shutdown(words) : GatewayEnd.restart(words));
    }
  }

  private void enter() {
    hall.entered(this);
    visit.answered();
  }

  @Override
  public void ending(Side side, Ending ending) {
    begin(side == upstream ? UpstreamEnd.of(ending, words) : ClientEnd.of(ending, words));
  }

  @Override
  public void ended(Side side, Ending ending) {
    try {
      if (!ending.opened()) {
        ending(side, ending); // the client left before it was answered
      }
    } finally {
      if (ends.incrementAndGet() == 2) {
        over();
      }
    }
  }

  private void over() {
    FirstCause known = cause.get();
    FirstCause first = known == null ? GatewayEnd.failed(words) : known;
    hall.left(this);
    try {
      hall.timers().disarm(rounds);
      journal.ended(first, client.ending(), upstream.ending());
    } finally {
      visit.over(); // behind the line, so that a drain is done when the last is written
    }
  }

  @Override
  public void tooBig(Side side) {
    long most = hall.options().capacity().message();
    end(side == upstream ? UpstreamEnd.tooBig(most, words) : ClientEnd.tooBig(most, words));
  }

  @Override
  public void failed(Side side, Throwable thrown) {
    failed(thrown);
  }

  private void failed(Throwable thrown) {
    Journal.failed(id(), thrown);
    end(GatewayEnd.failed(words));
  }

  /** Ends the session for a restart. */
  void restart() {
    end(GatewayEnd.restart(words));
  }

  /** Ends the session because the gateway goes for good. */
  void shutdown() {
    end(GatewayEnd.shutdown(words));
  }

  /** Ends the session for a reason of the application's. */
  void expel(CloseReason told) {
    end(GatewayEnd.policy(told, words));
  }

  private void end(FirstCause first) {
    begin(first);
  }

  private boolean begin(FirstCause first) {
    if (!cause.compareAndSet(null, first)) {
      return false;
    }
    try {
      tell(client.link(), first.toClient());
    } finally {
      tell(upstream.link(), first.toUpstream());
    }
    return true;
  }

  private static void tell(@Nullable Link link, @Nullable CloseReason reason) {
    if (link != null && reason != null) {
      link.close(reason);
    }
  }

  /** Looks after both sides: when the session opens, then on the timers' thread. */
  private void look() {
    Watchman looking = watchman;
    Lanes ways = lanes;
    if (looking == null || ways == null || cause.get() != null) {
      return;
    }
    long now = hall.timers().nanos();
    Watchman.Verdict verdict =
        looking.look(
            now, sight(client, ways.up(), ways.down()), sight(upstream, ways.down(), ways.up()));
    act(verdict);
    if (cause.get() == null) {
      hall.timers().arm(rounds, looking.next());
    }
  }

  private static Watchman.Sight sight(Side side, Lane from, Lane to) {
    return new Watchman.Sight(
        side.heardAt(), from.passedAt(), from.blocked(), to.blocked(), to.movedAt());
  }

  private void act(Watchman.Verdict verdict) {
    switch (verdict) {
      case FINE -> {}
      case PING_CLIENT -> ping(client);
      case PING_UPSTREAM -> ping(upstream);
      case PING_BOTH -> {
        ping(client);
        ping(upstream);
      }
      case CLIENT_SILENT -> {
        Link gone = client.link();
        if (begin(ClientEnd.silent(words)) && gone != null) {
          gone.abort();
        }
      }
      case UPSTREAM_SILENT -> end(UpstreamEnd.silent(words));
      case CLIENT_SLOW -> end(ClientEnd.slow(words));
      case UPSTREAM_STALLED -> end(UpstreamEnd.stalled(words));
      case IDLE -> end(GatewayEnd.idle(hall.options().patience().idle(), words));
      case AGED -> end(GatewayEnd.aged(hall.options().patience().age(), words));
    }
  }

  private void ping(Side side) {
    Link link = side.link();
    if (link != null) {
      link.ping(hall.own().next());
    }
  }

  /** The session's one timer. */
  private final class Rounds extends TimerNode {
    @Override
    protected void fire() {
      try {
        look();
      } catch (Throwable thrown) {
        failed(thrown);
      }
    }
  }
}
