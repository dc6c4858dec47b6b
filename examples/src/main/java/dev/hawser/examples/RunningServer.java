package dev.hawser.examples;

import dev.hawser.Accept;
import dev.hawser.Broadcast;
import dev.hawser.Drain;
import dev.hawser.EntryLimits;
import dev.hawser.Server;
import dev.hawser.ServerBuilder;
import dev.hawser.WhenSlow;
import dev.hawser.close.CloseCode;
import dev.hawser.transport.ReloadableKeys;
import dev.hawser.transport.Tls;
import dev.hawser.transport.TrustedProxies;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A server that many clients stand on. */
public final class RunningServer {
  private RunningServer() {}

  // snippet:serve-drain
  /** Lets the sessions go over half a minute; whoever is left by then has had its Close. */
  static void stopForDeploy(Server server) throws Exception {
    server
        .drain(
            Drain.over(Duration.ofSeconds(30))
                .closingWith(CloseCode.SERVICE_RESTART)
                .saying("deploy")
                .comeBackAfter(Duration.ofSeconds(10)))
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
  }

  // end

  // snippet:serve-limits
  /** Who cannot be served is told so at once, and when to come again. */
  static ServerBuilder limited(ServerBuilder server) {
    return server
        .maxConnections(12_000)
        .entryLimits(
            EntryLimits.STANDARD
                .sessions(10_000)
                .handshakes(200)
                .perSecond(500)
                .retryAfter(Duration.ofSeconds(2)));
  }

  // end

  // snippet:serve-broadcast
  /** One message for everybody; whoever cannot keep up loses messages, guests their session. */
  static void publish(Server server, String news) {
    server
        .broadcast(
            Broadcast.text(news)
                .slowAt(64 * 1024)
                .whenSlow(s -> s.attributes().containsKey("guest") ? WhenSlow.END : WhenSlow.SKIP))
        .thenAccept(reach -> System.out.println(reach.written() + " of " + reach.sessions()));
  }

  // end

  // snippet:serve-proxies
  /** The load balancers' word on the client counts, and nobody else's. */
  static ServerBuilder behindProxies(ServerBuilder server) {
    return server
        .trustedProxies(TrustedProxies.of("10.0.0.0/8", "fd00::/8"))
        .accept(
            request ->
                request.clientAddress().startsWith("203.0.113.")
                    ? Accept.refuse(403)
                    : Accept.plain().attribute("client", request.clientAddress()));
  }

  // end

  // snippet:serve-tls
  /** The keys are exchanged while the server runs. */
  static ReloadableKeys secured(ServerBuilder server, KeyStore store, char[] password)
      throws GeneralSecurityException {
    ReloadableKeys keys = ReloadableKeys.of(store, password);
    server.tls(Tls.DEFAULT.with(keys)).start();
    return keys;
  }

  /** Called when the new certificate has come; sessions stay. */
  static void renewed(ReloadableKeys keys, KeyStore store, char[] password)
      throws GeneralSecurityException {
    keys.reload(store, password);
  }
  // end
}
