package dev.hawser.diagnosis;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * What would tell the causes that are left apart.
 *
 * <p>The test that splits them best for each second it takes comes first.
 */
public enum NextTest {
  /** Connect to the server past every gateway, and compare. */
  DIRECT(5),
  /** Send the same message in smaller pieces. */
  SMALLER(5),
  /** Connect from another network, and compare. */
  OTHER_NETWORK(60),
  /** Read the logs of the other side at the time of the loss. */
  LOGS(120),
  /** Send Pings well below the supposed limit, and see what remains. */
  HEARTBEAT(300),
  /** Wait for two more losses, and compare their ages, silences and moments. */
  WATCH(600);

  private final int seconds;

  NextTest(int seconds) {
    this.seconds = seconds;
  }

  /**
   * Returns the test that splits these causes best for what it costs.
   *
   * @param suspects what fits the evidence; with one of them, it is held against all others
   */
  static Optional<NextTest> among(Collection<Cause> suspects) {
    NextTest best = null;
    double most = 0;
    for (NextTest test : values()) {
      long shown = suspects.stream().filter(test::shows).count();
      long rest = suspects.size() - shown + (suspects.size() == 1 ? 1 : 0);
      double split = (double) (shown * rest) / test.seconds;
      if (split > most) {
        most = split;
        best = test;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Returns what to do in French for a French-speaking locale, else in English. */
  public String text(Locale locale) {
    return new Spelling(locale).text("next." + name());
  }

  /** Tells whether the test comes out one way for that cause and the other way for most others. */
  private boolean shows(Cause cause) {
    return switch (this) {
      case DIRECT ->
          switch (cause) {
            case UPGRADE_STRIPPED, MUTE_PROXY, PHANTOM_COMPRESSION, SCG_BACKEND_HANDSHAKE -> true;
            case CATCH_ALL_ROUTE, NOT_WEBSOCKET, WRONG_PATH, BACKEND_SLOW, BACKEND_DOWN -> true;
            default -> false;
          };
      case SMALLER -> cause == Cause.MESSAGE_TOO_BIG || cause == Cause.MTU_BLACKHOLE;
      case OTHER_NETWORK ->
          switch (cause) {
            case FIREWALL, NO_ROUTE, TLS_INSPECTION, MIDDLEBOX_CORRUPTION, PATH_DEAD -> true;
            default -> false;
          };
      case LOGS ->
          switch (cause) {
            case BACKEND_RESTART_OR_CRASH, OVERLOAD, NO_REASON_GIVEN, TLS_CLIENT_CERT -> true;
            default -> false;
          };
      case HEARTBEAT -> cause == Cause.PROXY_IDLE || cause == Cause.SERVER_IDLE;
      case WATCH ->
          switch (cause) {
            case FIN_WITHOUT_CLOSE, BACKEND_CRASH, UNKNOWN, APP_LEVEL_IDLE, MAX_LIFETIME -> true;
            default -> false;
          };
    };
  }
}
