package dev.hawser.examples;

import dev.hawser.ClientBuilder;
import dev.hawser.close.CloseCode;
import dev.hawser.reconnect.Backoff;
import dev.hawser.reconnect.EndpointOrder;
import dev.hawser.reconnect.Growth;
import dev.hawser.reconnect.Jitter;
import dev.hawser.reconnect.ReconnectPolicy;
import dev.hawser.reconnect.VendorProfile;
import dev.hawser.reconnect.Verdict;
import dev.hawser.reconnect.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** When a connection comes back, and when it does not. */
public final class ChoosingPolicy {
  private ChoosingPolicy() {}

  // snippet:policy-backoff
  /** For a feed that many clients share and somebody watches. */
  static ClientBuilder patient(ClientBuilder client) {
    return client.reconnect(
        Backoff.fullJitter(Duration.ofMillis(500), Duration.ofSeconds(30))
            .stableAfter(Duration.ofSeconds(30))
            .atMost(10, Duration.ofMinutes(1)));
  }

  /** For a job that had better fail than hang. */
  static ClientBuilder bounded(ClientBuilder client) {
    return client.reconnect(
        Backoff.over(Growth.rfc6455())
            .jitter(Jitter.EQUAL)
            .maxAttempts(8)
            .giveUpAfter(Duration.ofMinutes(5)));
  }

  // end

  // snippet:policy-codes
  /** The application's own codes are its own to judge. */
  static Backoff withCodes(Backoff backoff) {
    return backoff
        .stopOn(CloseCode.of(4010))
        .renewOn(CloseCode.of(4401))
        .waitAfter(CloseCode.of(4029), Wait.between(Duration.ofSeconds(30), Duration.ofSeconds(90)))
        .retryOnStatus(404);
  }

  // end

  // snippet:policy-vendor
  /** The second endpoint is a service whose codes are known. */
  static ClientBuilder twoServices(ClientBuilder client) {
    return client
        .endpoints("wss://own.example/feed", "wss://ws-eu.pusher.com/app/key")
        .reconnect(
            Backoff.standard()
                .order(EndpointOrder.PRIMARY_FIRST)
                .vendor(1, VendorProfile.named("pusher")));
  }

  /** A file of your own says what a service means by its codes. */
  static Backoff ownProfile(Path file) throws IOException {
    return Backoff.standard().vendor(VendorProfile.parse("acme", Files.readString(file)));
  }

  // end

  // snippet:policy-own
  /** Both must agree to come back; the longer of two delays counts. */
  static ReconnectPolicy notAtNight(Backoff backoff) {
    ReconnectPolicy daytime =
        (outage, dice) ->
            outage.wall().toString().substring(11, 13).compareTo("22") < 0
                ? new Verdict.Retry(Duration.ZERO, outage.endpoint(), false)
                : new Verdict.GiveUp(Verdict.Reason.FINAL_ENDING, "the shop is closed");
    return backoff.and(daytime);
  }
  // end
}
