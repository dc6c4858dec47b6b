package dev.hawser.gateway;

import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.gateway.answer.Asking;
import dev.hawser.gateway.answer.Denial;
import dev.hawser.gateway.answer.DialOutcome;
import dev.hawser.gateway.answer.ProxyError;
import dev.hawser.gateway.header.AnswerHeaders;
import dev.hawser.gateway.header.Passage;
import dev.hawser.gateway.header.RequestHeaders;
import dev.hawser.gateway.header.Target;
import dev.hawser.gateway.parting.GatewayEnd;
import dev.hawser.gateway.parting.UpstreamEnd;
import dev.hawser.gateway.parting.Words;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.transport.Admission;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.UpgradeRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to an upstream: asks one after the other while nothing of the request was
 * sent and there is time, and answers the client when it is known what it gets.
 */
final class Attempt implements Side.Host {
  private static final String PROXY_STATUS = "Proxy-Status";

  private final Visit visit;
  private final Hall hall;
  private final Dialling dialling;
  private final UpgradeRequest request;
  private final Passage passage;
  private final long deadline;
  private final Iterator<Upstream> candidates;
  private final CompletableFuture<Admission> decision = new CompletableFuture<>();
  private @Nullable Upstream asked;
  private volatile @Nullable Session session;

  Attempt(Visit visit, Dialling dialling, UpgradeRequest request, Passage passage) {
    this.visit = visit;
    this.hall = visit.hall();
    this.dialling = dialling;
    this.request = request;
    this.passage = passage;
    this.deadline = hall.timers().nanos() + hall.options().budget().total().toNanos();
    this.candidates = dialling.upstreams().fit(hall.timers().nanos()).iterator();
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
      Journal.failed(passage.id(), impossible);
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
    upstream.handshakes().succeeded();
    Words words = words();
    Journal journal = journal(upstream.base().toString());
    Session made = new Session(visit, journal, words, side);
    Admission yes =
        new Admission.Accept(
            info.subprotocol(),
            AnswerHeaders.passed(info.headers(), passage.id()),
            made.client(),
            dialling.links().open());
    session = made; // nothing is left that could fail
    decision.complete(yes);
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
      try {
        judge(ending, asked().sessions());
      } finally {
        made.ended(side, ending);
      }
      return;
    }
    judge(ending, asked().handshakes());
    if (DialOutcome.another(ending) && candidates.hasNext() && left().toMillis() > 0) {
      next();
    } else {
      HttpAnswer answer = DialOutcome.answer(ending, asking());
      String token = DialOutcome.token(ending);
      journal(asked().base().toString()).refused(token, answer.status(), ending.text());
      refuse(answer, token);
    }
  }

  /** Nobody is left out who is the only one. */
  private void judge(Ending ending, Standing standing) {
    if (dialling.upstreams().all().size() < 2) {
      return;
    }
    if (!DialOutcome.speaksAgainst(ending)) {
      standing.succeeded();
      return;
    }
    Duration span = standing.failed(hall.timers().nanos());
    if (!span.isZero()) {
      dialling
          .lines()
          .accept("upstream=" + asked().base() + " is left out for " + span.toSeconds() + "s");
    }
  }

  @Override
  public void tooBig(Side side) {
    Session made = session;
    if (made != null) {
      made.tooBig(side);
    }
  }

  @Override
  public void failed(Side side, Throwable thrown) {
    Session made = session;
    if (made != null) {
      made.failed(side, thrown);
      return;
    }
    Journal.failed(passage.id(), thrown);
    deny(Denial.gateway(ProxyError.PROXY_INTERNAL_ERROR));
    Link link = side.link();
    CloseReason told = GatewayEnd.failed(words()).toUpstream();
    if (link != null && told != null) {
      link.close(told);
    }
  }

  private Upstream asked() {
    Upstream upstream = asked;
    if (upstream == null) {
      throw new IllegalStateException("nobody was asked");
    }
    return upstream;
  }

  private Journal journal(String upstream) {
    return new Journal(passage.id(), request.path(), upstream, dialling.lines());
  }

  private void deny(Denial denial) {
    HttpAnswer answer = denial.answer(asking());
    journal(Journal.NONE).refused(denial.error().token(), answer.status(), denial.detail().text());
    if (denial.hop() == Denial.Hop.UPSTREAM) {
      refuse(answer, denial.error().token());
    } else {
      decision.complete(new Admission.Refuse(answer));
    }
  }

  /** Tells the client that no upstream can be had, in the way that it can see. */
  private void refuse(HttpAnswer answer, String token) {
    if (!hall.options().failure().closes(request.headers())) {
      decision.complete(new Admission.Refuse(answer));
      return;
    }
    String status = answer.headers().first(PROXY_STATUS);
    Headers headers = Headers.of("X-Request-Id", passage.id());
    decision.complete(
        new Admission.Accept(
            request.subprotocols().isEmpty() ? "" : request.subprotocols().get(0),
            status == null ? headers : headers.with(PROXY_STATUS, status),
            new Farewell(UpstreamEnd.unreached(token, words()), visit),
            dialling.links().open()));
  }

  /** Tells whether the client got a session. */
  boolean served() {
    return session != null;
  }

  private Words words() {
    return new Words(
        hall.options().closeCodes().badGateway(request.headers().first("User-Agent")),
        passage.id(),
        hall.options().budget().retryAfter().toSeconds());
  }

  private Asking asking() {
    return new Asking(passage.gateway(), passage.id(), hall.options().budget().retryAfter());
  }

  /** A link that is told one thing and ends. */
  private record Farewell(CloseReason told, Visit visit) implements LinkListener {
    @Override
    public void onOpen(Link link, HandshakeInfo info) {
      visit.answered();
      link.close(told);
    }

    @Override
    public void onEnd(Ending ending) {
      visit.over(); // why it was told so is a line already
    }
  }
}
