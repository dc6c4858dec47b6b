package dev.hawser;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Unreachability;
import dev.hawser.testing.ScriptedLink;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Many clients, each with its own transport and thus its own gate, against one server, in virtual
 * time and through the real driver. Prints what it measures; {@code
 * docs/explanation/reconnect-storm.md} shows the figures.
 */
class ReconnectStormTest {
  private static final Duration SLOT = Duration.ofMillis(100);

  private final VirtualTime time = new VirtualTime();
  private final Random random = new Random(2_026);
  private final List<ScriptedTransport> transports = new ArrayList<>();
  private final List<Connection> clients = new ArrayList<>();
  private final int[] dialsPerSlot = new int[10_000];
  private int dials;

  private void count() {
    dials++;
    dialsPerSlot[(int) (time.nanos() / SLOT.toNanos())]++;
  }

  private void connect(int many, java.util.function.Consumer<ScriptedLink> server) {
    for (int i = 0; i < many; i++) {
      ScriptedTransport transport = new ScriptedTransport(time);
      transport.onDial(
          link -> {
            count();
            server.accept(link);
          });
      transports.add(transport);
      clients.add(transport.client().endpoint("ws://server").dice(random::nextDouble).connect());
    }
    time.settle();
  }

  private long open() {
    return clients.stream().filter(client -> client.state() == State.OPEN).count();
  }

  @Test
  void tenThousandClientsComeBackFromAnOutageWithoutAHerd() {
    int many = 10_000;
    boolean[] up = {true};
    connect(
        many,
        link -> {
          if (up[0]) {
            link.accept();
          } else {
            link.unreachable(Unreachability.CONNECTION_REFUSED);
          }
        });
    time.advance(ofSeconds(60));
    assertThat(open()).isEqualTo(many);

    int before = dials;
    Arrays.fill(dialsPerSlot, 0);
    up[0] = false;
    transports.forEach(transport -> transport.last().drop());
    time.advance(ofSeconds(30));
    assertThat(open()).isZero();
    int worstDown = Arrays.stream(dialsPerSlot).max().orElseThrow();

    Arrays.fill(dialsPerSlot, 0);
    up[0] = true;
    int slots = 0;
    while (open() < many * 99L / 100) {
      time.advance(SLOT);
      slots++;
      assertThat(slots).as("slots until 99 % are back").isLessThan(600);
    }
    double backAfter = slots * SLOT.toMillis() / 1_000.0;
    time.advance(ofSeconds(31));
    assertThat(open()).isEqualTo(many);
    int worstBack = Arrays.stream(dialsPerSlot).max().orElseThrow();
    double perClient = (double) (dials - before) / many;

    System.out.printf(
        "storm: %d clients, 30 s outage: worst 100 ms slot %d while down, %d once up;"
            + " %.2f attempts per client; 99 %% back after %.1f s%n",
        many, worstDown, worstBack, perClient, backAfter);
    // The first delay is drawn from 500 ms, five slots: a fifth of the clients each, and no more.
    assertThat(worstDown).isBetween(1_500, 3_300);
    // From then on the herd is thin: at the cap of 30 s a slot holds 10,000 / 150 on average, for
    // the mean wait is 15 s.
    assertThat(worstBack).isLessThan(200);
    assertThat(perClient).isBetween(5.0, 12.0);
    assertThat(backAfter).isLessThan(30.5);
  }

  @Test
  void atTheThousandthRetryDelaysStillFillTheWindow() {
    int many = 100;
    List<Double> delays = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      ScriptedTransport transport = new ScriptedTransport(time);
      transport.onDial(link -> link.unreachable(Unreachability.CONNECTION_REFUSED));
      clients.add(
          transport
              .client()
              .endpoint("ws://server")
              .dice(random::nextDouble)
              .onState(
                  change -> {
                    if (change.attempt() >= 1_000
                        && change.verdict() instanceof dev.hawser.reconnect.Verdict.Retry retry) {
                      delays.add(retry.delay().toNanos() / 1e9);
                    }
                  })
              .connect());
    }
    time.advance(ofMinutes(4 * 60 + 15));
    double mean = delays.stream().mapToDouble(d -> d).average().orElseThrow();
    double least = delays.stream().mapToDouble(d -> d).min().orElseThrow();
    double most = delays.stream().mapToDouble(d -> d).max().orElseThrow();
    int[] tenths = new int[10];
    delays.forEach(delay -> tenths[(int) (delay / 3)]++);

    System.out.printf(
        "storm: from retry 1,000 on: %d delays from %.2f to %.2f s, mean %.2f s, by tenths %s%n",
        delays.size(), least, most, mean, Arrays.toString(tenths));
    assertThat(delays.size()).isGreaterThan(1_000);
    assertThat(least).isLessThan(0.5);
    assertThat(most).isBetween(29.5, 30.0);
    assertThat(mean).isBetween(14.0, 16.0);
    for (int tenth : tenths) {
      assertThat(tenth).isBetween(delays.size() / 15, delays.size() / 7);
    }
  }

  @Test
  void aServerThatAcceptsAndClosesIsNotHammered() {
    int many = 200;
    connect(
        many,
        link -> {
          link.accept();
          link.peerCloses(CloseCode.BAD_GATEWAY);
        });
    time.advance(ofMinutes(10));
    double average = (double) dials / many;
    int most =
        transports.stream().mapToInt(transport -> transport.links().size()).max().orElseThrow();

    System.out.printf(
        "storm: accept then 1014, 10 min: %.1f connections per client, at most %d%n",
        average, most);
    assertThat(average).isBetween(20.0, 50.0);
    assertThat(most).isLessThanOrEqualTo(75);
  }
}
