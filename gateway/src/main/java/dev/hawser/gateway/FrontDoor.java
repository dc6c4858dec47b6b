package dev.hawser.gateway;

import dev.hawser.gateway.answer.Asking;
import dev.hawser.gateway.answer.Denial;
import dev.hawser.gateway.answer.ProxyError;
import dev.hawser.gateway.answer.Refusal;
import dev.hawser.gateway.header.Hop;
import dev.hawser.gateway.header.Passage;
import dev.hawser.gateway.header.RequestHeaders;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.transport.Acceptor;
import dev.hawser.transport.Admission;
import dev.hawser.transport.TrustedProxies;
import dev.hawser.transport.UpgradeRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Where requests come in: refuses what is not to be asked of an upstream, and counts. */
final class FrontDoor implements Acceptor {
  private final Hall hall;
  private final Dialling dialling;
  private final Supplier<String> ids;
  private final TrustedProxies trusted;
  private final AtomicLong served = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  FrontDoor(Hall hall, Dialling dialling, Supplier<String> ids) {
    this.hall = hall;
    this.dialling = dialling;
    this.ids = ids;
    this.trusted = Hop.trusted(hall.options().forwarding().trustedProxies());
  }

  @Override
  public CompletionStage<Admission> decide(UpgradeRequest request) {
    boolean believed = Hop.isOf(trusted, request.remoteAddress());
    String given = RequestHeaders.id(request.headers(), believed);
    String id = given == null ? ids.get() : given;
    String name = hall.options().name();
    boolean loops = RequestHeaders.loops(request.headers(), name);
    Visit visit = loops ? null : hall.enter();
    if (visit == null) {
      return refused(loops ? ProxyError.PROXY_LOOP_DETECTED : noRoom(), id, request.path());
    }
    try {
      Attempt attempt = new Attempt(visit, dialling, request, new Passage(name, id, believed));
      return attempt
          .begin()
          .whenComplete(
              (admission, thrown) -> {
                AtomicLong count = attempt.served() ? served : refused;
                count.incrementAndGet();
                if (!(admission instanceof Admission.Accept)) {
                  visit.over(); // who is accepted has a link, whose end tells
                }
              });
    } catch (Throwable thrown) {
      visit.over();
      Journal.failed(id, thrown);
      return refused(ProxyError.PROXY_INTERNAL_ERROR, id, request.path());
    }
  }

  private ProxyError noRoom() {
    return hall.draining()
        ? ProxyError.PROXY_INTERNAL_RESPONSE
        : ProxyError.CONNECTION_LIMIT_REACHED;
  }

  private CompletionStage<Admission> refused(ProxyError why, String id, String route) {
    refused.incrementAndGet();
    HttpAnswer answer = Denial.gateway(why).answer(asking(id));
    new Journal(id, route, Journal.NONE, lines()).refused(why.token(), answer.status(), "");
    return CompletableFuture.completedFuture(new Admission.Refuse(answer));
  }

  @Override
  public HttpAnswer undecided(Headers headers, HttpAnswer proposed) {
    refused.incrementAndGet();
    String id = ids.get();
    String token = Refusal.error(proposed).token();
    new Journal(id, Journal.NONE, Journal.NONE, lines())
        .refused(token, proposed.status(), proposed.bodyText().strip());
    return Refusal.invalid(proposed, asking(id));
  }

  private Asking asking(String id) {
    return new Asking(hall.options().name(), id, hall.options().budget().retryAfter());
  }

  Counters counters() {
    return new Counters(
        hall.sessions().size(),
        hall.handshakes(),
        hall.queued().sum(),
        served.get(),
        refused.get(),
        lines().lost());
  }

  /** Returns who writes lines. */
  Scribe lines() {
    return dialling.lines();
  }
}
