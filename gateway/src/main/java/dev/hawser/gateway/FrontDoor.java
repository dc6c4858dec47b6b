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
import org.jspecify.annotations.Nullable;

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
    Denial no = denial(request.headers(), name);
    if (no != null) {
      refused.incrementAndGet();
      return CompletableFuture.completedFuture(new Admission.Refuse(no.answer(asking(id))));
    }
    hall.handshakes().incrementAndGet();
    Attempt attempt = new Attempt(hall, dialling, request, new Passage(name, id, believed));
    return attempt.begin().whenComplete((admission, thrown) -> decided(attempt));
  }

  private void decided(Attempt attempt) {
    hall.handshakes().decrementAndGet();
    AtomicLong count = attempt.served() ? served : refused;
    count.incrementAndGet();
  }

  private @Nullable Denial denial(Headers headers, String name) {
    if (hall.draining()) {
      return Denial.gateway(ProxyError.PROXY_INTERNAL_RESPONSE);
    }
    if (RequestHeaders.loops(headers, name)) {
      return Denial.gateway(ProxyError.PROXY_LOOP_DETECTED);
    }
    return hall.full() ? Denial.gateway(ProxyError.CONNECTION_LIMIT_REACHED) : null;
  }

  @Override
  public HttpAnswer undecided(Headers headers, HttpAnswer proposed) {
    refused.incrementAndGet();
    return Refusal.invalid(proposed, asking(ids.get()));
  }

  private Asking asking(String id) {
    return new Asking(hall.options().name(), id, hall.options().budget().retryAfter());
  }

  Counters counters() {
    return new Counters(
        hall.sessions().size(),
        hall.handshakes().get(),
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
