package dev.hawser.doctor.plan;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * How to examine: limits that keep an examination polite, and what else to look at.
 *
 * @param connect the longest wait for TCP, and for TLS
 * @param answer the longest wait for the answer to a handshake
 * @param idle how long silent connections are watched
 * @param connections the most connections in all
 * @param sizes whether messages of growing size are sent
 * @param ownThis whether malformed frames may be sent: only to a server of one's own
 * @param message a message of the application: for timers that ignore Pings, and to be answered;
 *     empty for none
 * @param expect what its answer contains; empty for the message itself
 * @param requirements the bounds to be kept
 * @param trust which issuers are trusted; null for those of the Java runtime
 */
public record Plan(
    Duration connect,
    Duration answer,
    Duration idle,
    int connections,
    boolean sizes,
    boolean ownThis,
    String message,
    String expect,
    List<Requirement> requirements,
    @Nullable X509TrustManager trust) {
  private static final Duration LONGEST_IDLE = Duration.ofHours(1);

  /** Below, at and above the limits that products are known for, in seconds. */
  private static final List<Long> RUNGS =
      List.of(
          20L, 30L, 45L, 55L, 65L, 95L, 125L, 185L, 245L, 305L, 355L, 605L, 905L, 1_205L, 1_805L,
          2_705L);

  /** What is left of ten seconds for the machine's own work. */
  private static final Duration DEFAULT_LONGEST = Duration.ofMillis(9_500);

  /** What it takes to find that nobody answers at the end of each pass of the ladder. */
  private static final Duration ASKING = Duration.ofSeconds(6);

  private static final Duration GRACE = Duration.ofMillis(500);

  /** What the tests that nobody gets unasked may take more. */
  private static final Duration EXTRA = Duration.ofSeconds(15);

  /** Refuses limits out of bounds; a requirement lengthens the idle test to what it needs. */
  public Plan {
    requirements = List.copyOf(requirements);
    require("connect", connect, Duration.ofSeconds(60));
    require("answer", answer, Duration.ofSeconds(60));
    require("idle", idle, LONGEST_IDLE);
    for (Requirement requirement : requirements) {
      if (requirement.kind() == Requirement.Kind.IDLE) {
        Duration needed = Duration.ofMillis(requirement.bound() + 500);
        require("idle", Duration.ofMillis(requirement.bound()), LONGEST_IDLE);
        idle = idle.compareTo(needed) < 0 ? needed : idle;
      }
    }
    if (!expect.isEmpty() && message.isEmpty()) {
      throw new IllegalArgumentException("an answer is expected, and no message is sent");
    }
    if (!expect.isEmpty()
        && requirements.stream().noneMatch(r -> r.kind() == Requirement.Kind.ANSWER)) {
      requirements = new ArrayList<>(requirements);
      requirements.add(Requirement.parse("answer<2.5s").get(0));
      requirements = List.copyOf(requirements);
    }
    if (connections < 1 || connections > 1_000) {
      throw new IllegalArgumentException("connections " + connections + " is not in 1-1000");
    }
  }

  private static void require(String name, Duration value, Duration most) {
    if (value.isNegative() || value.isZero() || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          name + " of " + value.toMillis() + " ms is not in 1 ms to " + most.toSeconds() + " s");
    }
  }

  /** Returns the default: under ten seconds, at most thirty connections, nothing malformed. */
  public static Plan standard() {
    return new Plan(
        Duration.ofSeconds(3),
        Duration.ofSeconds(5),
        Duration.ofSeconds(4),
        30,
        false,
        false,
        "",
        "",
        List.of(),
        null);
  }

  /** Returns a copy with other waits. */
  public Plan waits(Duration forTcp, Duration forAnswer, Duration ofSilence) {
    return new Plan(
        forTcp,
        forAnswer,
        ofSilence,
        connections,
        sizes,
        ownThis,
        message,
        expect,
        requirements,
        trust);
  }

  /** Returns a copy that watches silent connections for so long. */
  public Plan idle(Duration silence) {
    return waits(connect, answer, silence);
  }

  /** Returns a copy that sends messages of growing size. */
  public Plan sizes(boolean send) {
    return new Plan(
        connect, answer, idle, connections, send, ownThis, message, expect, requirements, trust);
  }

  /** Returns a copy that may send malformed frames. */
  public Plan ownThis(boolean own) {
    return new Plan(
        connect, answer, idle, connections, sizes, own, message, expect, requirements, trust);
  }

  /** Returns a copy with a message of the application. */
  public Plan message(String text) {
    return message(text, "");
  }

  /**
   * Returns a copy with a message of the application, and what its answer contains.
   *
   * @throws IllegalArgumentException if something is expected of no message
   */
  public Plan message(String text, String expected) {
    return new Plan(
        connect, answer, idle, connections, sizes, ownThis, text, expected, requirements, trust);
  }

  /** Returns a copy with bounds to be kept. */
  public Plan requirements(List<Requirement> bounds) {
    return new Plan(
        connect, answer, idle, connections, sizes, ownThis, message, expect, bounds, trust);
  }

  /** Returns a copy that trusts otherwise. */
  public Plan trust(X509TrustManager other) {
    return new Plan(
        connect, answer, idle, connections, sizes, ownThis, message, expect, requirements, other);
  }

  /** Returns the largest message that the size test must send, 0 for no size test. */
  public long largest() {
    long required =
        requirements.stream()
            .filter(r -> r.kind() == Requirement.Kind.SIZE)
            .mapToLong(Requirement::bound)
            .max()
            .orElse(0);
    return sizes ? Math.max(required, 1 << 20) : required;
  }

  /**
   * Returns the silences of the ladder, shortest first: none where the idle test is too short for
   * one.
   */
  public List<Duration> rungs() {
    return RUNGS.stream().map(Duration::ofSeconds).filter(r -> r.compareTo(idle) < 0).toList();
  }

  /** Returns the longest that an examination of the URL itself takes. */
  public Duration longest() {
    Duration climb = rungs().isEmpty() ? Duration.ZERO : idle.plus(ASKING);
    Duration needed = idle.plus(answer).plus(GRACE).plus(climb);
    return extra().plus(needed.compareTo(DEFAULT_LONGEST) > 0 ? needed : DEFAULT_LONGEST);
  }

  /**
   * Returns the longest that the examination of the hops behind it takes: they run side by side.
   */
  public Duration longestBehind() {
    return extra().plus(answer.multipliedBy(2)).plus(GRACE);
  }

  private Duration extra() {
    return largest() > 0 || ownThis ? EXTRA : Duration.ZERO;
  }

  /** Returns whom to trust. */
  public X509TrustManager trusted() {
    if (trust != null) {
      return trust;
    }
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509TrustManager x509) {
          return x509;
        }
      }
      throw new IllegalStateException("this Java runtime trusts nobody");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime's trusted issuers cannot be read", e);
    }
  }
}
