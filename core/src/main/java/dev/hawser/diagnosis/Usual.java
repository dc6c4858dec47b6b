package dev.hawser.diagnosis;

import java.time.Duration;

/**
 * Limits on silence as products set them unless told otherwise.
 *
 * <p>The figures are reported, by documentation and by users, and change with versions: a match is
 * a hint, never a proof.
 */
final class Usual {
  private static final Duration NEAR = Duration.ofMillis(1_500);

  private Usual() {}

  /** Returns who usually sets that limit, give or take a second and a half; empty for nobody. */
  static String of(Duration limit) {
    for (Limit usual : Limit.values()) {
      Duration off = limit.minusSeconds(usual.seconds).abs();
      if (off.compareTo(NEAR) <= 0) {
        return usual.who;
      }
    }
    return "";
  }

  private enum Limit {
    JETTY(30, "Jetty"),
    HEROKU(55, "Heroku"),
    NGINX(60, "nginx, AWS ALB"),
    CLOUDFLARE(100, "Cloudflare"),
    TRAEFIK(180, "Traefik"),
    AZURE(240, "Azure"),
    ENVOY(300, "Envoy"),
    NLB(350, "AWS NLB"),
    API_GATEWAY(600, "AWS API Gateway");

    private final int seconds;
    private final String who;

    Limit(int seconds, String who) {
      this.seconds = seconds;
      this.who = who;
    }
  }
}
