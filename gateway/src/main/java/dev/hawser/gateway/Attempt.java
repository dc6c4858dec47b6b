package dev.hawser.gateway;

import dev.hawser.close.Ending;
import dev.hawser.gateway.answer.Asking;
import dev.hawser.gateway.answer.Denial;
import dev.hawser.gateway.answer.DialOutcome;
import dev.hawser.gateway.answer.ProxyError;
import dev.hawser.gateway.header.AnswerHeaders;
import dev.hawser.gateway.header.Passage;
import dev.hawser.gateway.header.RequestHeaders;
import dev.hawser.gateway.header.Target;
import dev.hawser.gateway.parting.Words;
import dev.hawser.transport.Admission;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.UpgradeRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to an upstream: asks one after the other while nothing of the request was
 * sent and there is time, and answers the client when it is known what it gets.
 */
final class Attempt implements Side.Host {
  private final Hall hall;
  private final Dialling dialling;
  private final UpgradeRequest request;
  private final Passage passage;
  private final long deadline;
  private final Iterator<Upstream> candidates;
  private final CompletableFuture<Admission> decision = new CompletableFuture<>();
  private @Nullable Upstream asked;
  private volatile @Nullable Session session;

  Attempt(Hall hall, Dialling dialling, UpgradeRequest request, Passage passage) {
    this.hall = hall;
    this.dialling = dialling;
    this.request = request;
    this.passage = passage;
    this.deadline = hall.timers().nanos() + hall.options().budget().total().toNanos();
    this.candidates = dialling.upstreams().fit().iterator();
  }

  /** Starts, and returns what is decided. */
  CompletableFuture<Admission> begin() {
    if (candidates.hasNext()) {
      next();
    } else {
      deny(Denial.upstream(ProxyError.DESTINATION_UNAVAILABLE));
    }
    return decision;
  }

  private void next() {
    Upstream upstream = candidates.next();
    asked = upstream;
    URI uri = Target.at(upstream.base(), request.target());
    if (uri == null) {
      Denial.Detail why = new Denial.Detail(0, -1, "the request target is no path");
      deny(new Denial(ProxyError.HTTP_REQUEST_ERROR, Denial.Hop.CLIENT, why));
      return;
    }
    try {
      dial(upstream, uri);
    } catch (RuntimeException impossible) {
      deny(Denial.gateway(ProxyError.PROXY_INTERNAL_ERROR)); // a hung client would be worse
    }
  }

  private void dial(Upstream upstream, URI uri) {
    GatewayOptions options = hall.options();
    DialRequest dial =
        new DialRequest(
            uri,
            RequestHeaders.passed(request, passage),
            request.subprotocols(),
            options.tls(),
            dialling.links().within(left()));
    String host = options.forwarding().keepHost() ? request.headers().first("Host") : null;
    dialling
        .transport()
        .dial(
            dial.relaying(host == null ? Target.host(upstream.base()) : host),
            new Side(this, hall));
  }

  private Duration left() {
    return Duration.ofNanos(Math.max(0, deadline - hall.timers().nanos()));
  }

  @Override
  public void opened(Side side, HandshakeInfo info) {
    Upstream upstream = asked();
    upstream.answered();
    Words words =
        new Words(
            hall.options().closeCodes().badGateway(request.headers().first("User-Agent")),
            passage.id(),
            hall.options().budget().retryAfter().toSeconds());
    Journal journal =
        new Journal(passage.id(), request.path(), upstream.base().toString(), dialling.lines());
    Session made = new Session(hall, journal, words, side);
    session = made;
    decision.complete(
        new Admission.Accept(
            info.subprotocol(),
            AnswerHeaders.passed(info.headers(), passage.id()),
            made.client(),
            dialling.links().open()));
  }

  @Override
  public void ending(Side side, Ending ending) {
    Session made = session;
    if (made != null) {
      made.ending(side, ending);
    }
  }

  @Override
  public void ended(Side side, Ending ending) {
    Session made = session;
    if (made != null) {
      made.ended(side, ending);
      return;
    }
    if (DialOutcome.another(ending) && candidates.hasNext() && left().toMillis() > 0) {
      next();
    } else {
      Consumer<String> lines = dialling.lines();
      lines.accept(
          "refused id="
              + passage.id()
              + " route="
              + request.path()
              + " upstream="
              + asked().base()
              + " because="
              + ending.text());
      decision.complete(new Admission.Refuse(DialOutcome.answer(ending, asking())));
    }
  }

  @Override
  public void tooBig(Side side) {
    Session made = session;
    if (made != null) {
      made.tooBig(side);
    }
  }

  private Upstream asked() {
    Upstream upstream = asked;
    if (upstream == null) {
      throw new IllegalStateException("nobody was asked");
    }
    return upstream;
  }

  private void deny(Denial denial) {
    decision.complete(new Admission.Refuse(denial.answer(asking())));
  }

  private Asking asking() {
    return new Asking(passage.gateway(), passage.id(), hall.options().budget().retryAfter());
  }
}
