package dev.hawser.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawser.transport.Tls;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayOptionsTest {
  private static final URI IN = URI.create("ws://in");
  private static final GatewayOptions DEFAULT = GatewayOptions.to(IN);

  private static void refused(Runnable made, String why) {
    assertThatIllegalArgumentException().isThrownBy(made::run).withMessageContaining(why);
  }

  @Test
  void defaultsAreThoseOfThePage() {
    assertThat(DEFAULT.name()).isEqualTo("hawser");
    assertThat(DEFAULT.closeCodes()).isEqualTo(CloseCodePolicy.AUTO);
    assertThat(DEFAULT.forwarding().keepHost()).isTrue();
    assertThat(DEFAULT.budget().total()).isEqualTo(Duration.ofSeconds(8));
    assertThat(DEFAULT.budget().close()).isEqualTo(Duration.ofSeconds(2));
    assertThat(DEFAULT.patience().ping()).isEqualTo(Duration.ofSeconds(25));
    assertThat(DEFAULT.probing().enabled()).isFalse();
  }

  @Test
  void aCopyChangesWhatItIsGivenAndNothingElse() {
    GatewayOptions changed =
        DEFAULT
            .named("edge")
            .with(Tls.DEFAULT.verifyHost(false))
            .with(CloseCodePolicy.COMPAT_1011)
            .with(new GatewayOptions.Forwarding(false, List.of("::1")))
            .with(Budget.DEFAULT.close(Duration.ofSeconds(1)).retryAfter(Duration.ofSeconds(9)))
            .with(Patience.DEFAULT.age(Duration.ofHours(1)).slow(Duration.ZERO))
            .with(Capacity.DEFAULT.queuedBytes(7))
            .with(new Probing("/up", Duration.ofSeconds(1)));
    assertThat(changed.name()).isEqualTo("edge");
    assertThat(changed.upstreams()).containsExactly(IN);
    assertThat(changed.tls().verifyHost()).isFalse();
    assertThat(changed.closeCodes()).isEqualTo(CloseCodePolicy.COMPAT_1011);
    assertThat(changed.forwarding().trustedProxies()).containsExactly("::1");
    assertThat(changed.budget())
        .isEqualTo(
            new Budget(
                Duration.ofSeconds(3),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofSeconds(9)));
    assertThat(changed.patience())
        .isEqualTo(
            new Patience(
                Duration.ofSeconds(25), 2, Duration.ZERO, Duration.ofHours(1), Duration.ZERO));
    assertThat(changed.capacity()).isEqualTo(new Capacity(100_000, 1_000, 7, 0, 262_144, 16_384));
    assertThat(changed.probing().enabled()).isTrue();
  }

  @Test
  void nonsenseIsRefusedWhereItEnters() {
    refused(() -> DEFAULT.named("a b"), "'a b' is not a token");
    refused(() -> DEFAULT.named(""), "'' is not a token");
    refused(GatewayOptions::to, "one upstream at least");
    refused(() -> GatewayOptions.to(URI.create("http://in")), "ws and wss");
    refused(() -> GatewayOptions.to(URI.create("ws://in/?a=1")), "holds a query");
    refused(() -> new GatewayOptions.Forwarding(true, List.of("x")), "'x' is no trusted proxy");
    refused(() -> new Probing("x", Duration.ZERO), "does not begin with '/'");
    refused(() -> new Probing("/", Duration.ofMillis(9)), "PT0.009S");
  }

  @ParameterizedTest
  @CsvSource({"9, 10, 10, 1000", "10, 9, 10, 1000", "10, 10, 9, 1000", "10, 10, 10, 999"})
  void aBudgetHasRoomForSomething(long connect, long handshake, long close, long retry) {
    refused(
        () ->
            new Budget(
                Duration.ofMillis(connect),
                Duration.ofMillis(handshake),
                Duration.ofMillis(close),
                Duration.ofMillis(retry)),
        "is less than");
  }

  @Test
  void patienceIsZeroOrTenMillisecondsAtLeast() {
    Duration short_ = Duration.ofMillis(9);
    refused(() -> Patience.DEFAULT.pings(short_, 2), "ping interval PT0.009S");
    refused(() -> Patience.DEFAULT.pings(Duration.ZERO, 0), "misses 0");
    refused(() -> Patience.DEFAULT.idle(short_), "idle limit PT0.009S");
    refused(() -> Patience.DEFAULT.age(short_), "age limit PT0.009S");
    refused(() -> Patience.DEFAULT.slow(short_), "slowness limit PT0.009S");
    assertThat(Patience.DEFAULT.idle(Duration.ofMillis(10)).idle()).hasMillis(10);
  }

  @Test
  void capacityIsSomething() {
    refused(() -> Capacity.DEFAULT.sessions(0), "sessions 0");
    refused(() -> Capacity.DEFAULT.handshakes(0), "handshakes 0");
    refused(() -> Capacity.DEFAULT.queuedBytes(0), "queued bytes 0");
    refused(() -> Capacity.DEFAULT.message(-1), "message bytes -1");
    refused(() -> new Capacity(1, 1, 1, 0, 4095, 1024), "socket bytes 4095");
    refused(() -> new Capacity(1, 1, 1, 0, 0, 1023), "header bytes 1023");
  }
}
