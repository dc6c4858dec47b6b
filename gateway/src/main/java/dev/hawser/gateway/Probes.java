package dev.hawser.gateway;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.frame.Opcode;
import dev.hawser.gateway.header.Target;
import dev.hawser.http.Headers;
import dev.hawser.time.TimerNode;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks each upstream now and then whether it is well: a handshake, a Ping, and Close 1000.
 *
 * <p>Well is who answers the Ping. One failure makes an upstream unwell, one success well again.
 */
final class Probes implements AutoCloseable {
  private final Hall hall;
  private final Dialling dialling;
  private final List<Round> rounds = new ArrayList<>();
  private volatile boolean closed;

  Probes(Hall hall, Dialling dialling) {
    this.hall = hall;
    this.dialling = dialling;
  }

  /** Asks each for the first time, at once. */
  void begin() {
    if (hall.options().probing().enabled()) {
      for (Upstream upstream : dialling.upstreams().all()) {
        Round round = new Round(upstream);
        rounds.add(round);
        round.fire();
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    rounds.forEach(hall.timers()::disarm);
  }

  /** The checks of one upstream, one at a time. */
  private final class Round extends TimerNode {
    private final Upstream upstream;

    Round(Upstream upstream) {
      this.upstream = upstream;
    }

    @Override
    protected void fire() {
      URI uri = Target.at(upstream.base(), hall.options().probing().path());
      if (closed || uri == null) {
        return;
      }
      DialRequest dial =
          DialRequest.of(uri)
              .with(Headers.of("User-Agent", "hawser-gateway-check"))
              .with(hall.options().tls())
              .with(dialling.links().within(hall.options().budget().total()));
      try {
        dialling.transport().dial(dial, new Check(this));
      } catch (IllegalArgumentException | IllegalStateException impossible) {
        done(false);
      }
    }

    void done(boolean well) {
      boolean before = upstream.well();
      if (well) {
        upstream.answered();
      } else if (!closed) {
        upstream.unwell();
      }
      if (!closed) {
        long now = hall.timers().nanos();
        hall.timers().arm(this, now + hall.options().probing().every().toNanos());
      }
      if (well != before) {
        dialling.lines().accept("upstream=" + upstream.base() + (well ? " is well" : " is unwell"));
      }
    }
  }

  /** One check: its link gives itself up when the Ping is not answered in time. */
  private final class Check extends TimerNode implements LinkListener {
    private final Round round;
    private volatile boolean answered;
    private volatile @Nullable Link link;

    Check(Round round) {
      this.round = round;
    }

    @Override
    public void onOpen(Link opened, HandshakeInfo info) {
      link = opened;
      opened.request(Long.MAX_VALUE);
      opened.ping(hall.own().next());
      long wait = hall.options().budget().handshake().toNanos();
      hall.timers().arm(this, hall.timers().nanos() + wait);
    }

    @Override
    public void onFrame(Opcode opcode, boolean fin, ByteBuffer payload) {
      if (opcode == Opcode.PONG && hall.own().answeredBy(payload)) {
        answered = true;
        Link checked = link;
        if (checked != null) {
          checked.close(CloseReason.of(CloseCode.NORMAL_CLOSURE));
        }
      }
    }

    @Override
    protected void fire() {
      Link checked = link;
      if (checked != null) {
        checked.abort();
      }
    }

    @Override
    public void onEnd(Ending ending) {
      hall.timers().disarm(this);
      round.done(answered);
    }
  }
}
