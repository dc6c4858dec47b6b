package dev.hawser.cli.demo;

import dev.hawser.Drain;
import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import java.time.Duration;
import java.util.List;

/**
 * One fault of a script.
 *
 * @param name its name in the report; the client never learns it
 * @param strike what is done to the line or the server
 * @param telling which of the losses that follow the report shows
 */
public record Step(String name, Strike strike, Telling telling) {
  /** Which loss of a fault its report shows. */
  public enum Telling {
    /** The first one, which begins the outage. */
    FIRST,
    /** The last one: a pattern is only seen once it has repeated. */
    LAST
  }

  /** Does something to a scene. */
  @FunctionalInterface
  public interface Strike {
    /** Strikes; returns when the fault is on the wire, not when it was noticed. */
    void on(Scene scene) throws InterruptedException;
  }

  /** Makes a fault that its first loss tells. */
  public Step(String name, Strike strike) {
    this(name, strike, Telling.FIRST);
  }

  /** Numbers that are written into a line which no longer forwards them. */
  private static final int SWALLOWED = 5;

  private static final int FLAPS = 4;

  private static final int HERD = 200;

  /** The line is reset, with numbers in it that never reach the server. */
  public static final Step RST = new Step("rst", scene -> scene.reset(SWALLOWED));

  /** The line ends in order, but without a Close frame. */
  public static final Step FIN = new Step("fin", Scene::finish);

  /** The path goes dead: no byte, no FIN, no RST. */
  public static final Step SILENT = new Step("silent", Scene::silence);

  /** The client dials anew and is refused once, with a time to wait. */
  public static final Step REFUSED =
      new Step("refused", scene -> scene.refuse(503, Duration.ofSeconds(1)));

  /** The server closes with 1012, is gone for a moment and comes back on another port. */
  public static final Step RESTART =
      new Step(
          "restart",
          scene ->
              scene.restart(
                  CloseReason.of(CloseCode.SERVICE_RESTART, "new version"),
                  Duration.ofMillis(700)));

  /** The server closes with 1014, as a gateway does whose upstream is dead. */
  public static final Step BAD_GATEWAY =
      new Step(
          "bad-gateway",
          scene -> scene.close(CloseReason.of(CloseCode.BAD_GATEWAY, "upstream did not answer")));

  /** The server accepts and closes at once, again and again. */
  public static final Step FLAPPING =
      new Step(
          "flapping",
          scene -> scene.flap(CloseReason.of(CloseCode.TRY_AGAIN_LATER, "overloaded"), FLAPS),
          Telling.LAST);

  /** The line behind the gateway is reset, as by an upstream that is killed. */
  public static final Step UPSTREAM_KILLED =
      new Step("upstream-killed", scene -> scene.reset(SWALLOWED));

  /** The upstream ends, and nobody listens there until the gateway has said so once. */
  public static final Step NOT_LISTENING = new Step("not-listening", Scene::leave, Telling.LAST);

  /** The upstream ends, and what listens there instead says nothing until the gateway gives up. */
  public static final Step UPSTREAM_SILENT = new Step("upstream-silent", Scene::mute, Telling.LAST);

  /** The gateway is drained and starts again. */
  public static final Step GATEWAY_DRAINED = new Step("gateway-drained", Scene::drainGateway);

  /** Returns the script of the second act, {@code hawser demo --gateway}. */
  public static List<Step> gatewayScript() {
    return List.of(UPSTREAM_KILLED, NOT_LISTENING, UPSTREAM_SILENT, GATEWAY_DRAINED);
  }

  /** The server drains: another takes over, and the client is asked to come in a second. */
  public static final Step DRAIN =
      new Step(
          "drain",
          scene ->
              scene.drain(
                  Drain.over(Duration.ofMillis(300))
                      .saying("deploy")
                      .comeBackAfter(Duration.ofSeconds(1))));

  /** The client's token expires; only a fresh one gets in. */
  public static final Step CREDENTIALS =
      new Step(
          "credentials",
          scene ->
              scene.expireCredentials(CloseReason.of(CloseCode.UNAUTHORIZED, "token expired")));

  /** Two hundred other clients come at once, and the server answers 503 to whom it cannot take. */
  public static final Step OVERLOAD = new Step("overload", scene -> scene.overload(HERD));

  /** The client takes nothing more, and the server ends it rather than keep ever more for it. */
  public static final Step SLOW_CONSUMER = new Step("slow-consumer", Scene::overfeed);

  /** Returns the script of {@code hawser demo}. */
  public static List<Step> standardScript() {
    return List.of(
        RST,
        FIN,
        SILENT,
        REFUSED,
        RESTART,
        BAD_GATEWAY,
        FLAPPING,
        DRAIN,
        CREDENTIALS,
        OVERLOAD,
        SLOW_CONSUMER);
  }
}
