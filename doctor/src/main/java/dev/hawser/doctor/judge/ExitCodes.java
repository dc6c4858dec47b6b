package dev.hawser.doctor.judge;

import dev.hawser.diagnosis.Cause;
import dev.hawser.diagnosis.Confidence;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the command exits with: stable numbers, listed in {@code docs/reference/doctor.md}. */
public final class ExitCodes {
  /** Nothing is wrong. */
  public static final int HEALTHY = 0;

  /** Nothing is wrong, but something is to be looked at. */
  public static final int WARNINGS = 1;

  /** The command line makes no sense. */
  public static final int USAGE = 2;

  /** The name does not resolve. */
  public static final int DNS = 10;

  /** TCP leads nowhere. */
  public static final int TCP = 11;

  /** TLS fails, or must not be trusted. */
  public static final int TLS = 12;

  /** The upgrade was refused. */
  public static final int REFUSED = 13;

  /** A gateway failed, or what is behind it. */
  public static final int GATEWAY = 14;

  /** The protocol was broken. */
  public static final int PROTOCOL = 15;

  /** The session was lost while it was watched. */
  public static final int LOST = 16;

  /** A bound asked for is not kept. */
  public static final int BOUND = 17;

  /** Warnings, where they count as failures. */
  public static final int STRICT = 20;

  /** The evidence does not tell. */
  public static final int UNDECIDED = 30;

  /** A fault of the doctor's own. */
  public static final int BUG = 70;

  private static final Set<Cause> OF_TLS =
      Set.of(
          Cause.TLS_CHAIN,
          Cause.TLS_EXPIRED,
          Cause.TLS_NAME,
          Cause.TLS_CLIENT_CERT,
          Cause.TLS_INSPECTION,
          Cause.TLS_HANDSHAKE,
          Cause.WSS_TO_CLEAR_PORT,
          Cause.WS_TO_TLS_PORT,
          Cause.H2_ONLY);

  private static final Set<Cause> OF_GATEWAYS =
      Set.of(
          Cause.BACKEND_DOWN,
          Cause.BACKEND_SLOW,
          Cause.MUTE_PROXY,
          Cause.SCG_BACKEND_HANDSHAKE,
          Cause.SERVER_ERROR,
          Cause.OVERLOAD,
          Cause.ONE_BAD_BACKEND);

  private static final Set<Cause> OF_THE_PROTOCOL =
      Set.of(
          Cause.ACCEPT_MISMATCH,
          Cause.PROTOCOL_ERROR,
          Cause.PEER_ILLEGAL_CLOSE,
          Cause.MIDDLEBOX_CORRUPTION,
          Cause.PHANTOM_COMPRESSION,
          Cause.SUBPROTOCOL_NONE);

  private ExitCodes() {}

  static int of(@Nullable Finding main, boolean warnings, boolean boundsKept) {
    if (main == null) {
      return boundsKept ? (warnings ? WARNINGS : HEALTHY) : BOUND;
    }
    if (main.confidence() == Confidence.UNKNOWN && main.cause() == Cause.UNKNOWN) {
      return UNDECIDED;
    }
    int code = of(main);
    return code == LOST && !boundsKept ? BOUND : code;
  }

  private static int of(Finding main) {
    Cause cause = main.cause();
    if (OF_TLS.contains(cause)) {
      return TLS;
    }
    if (OF_GATEWAYS.contains(cause)) {
      return GATEWAY;
    }
    if (OF_THE_PROTOCOL.contains(cause)) {
      return PROTOCOL;
    }
    return switch (main.stage()) {
      case RESOLVE -> DNS;
      case CONNECT -> TCP;
      case TLS -> TLS;
      case UPGRADE -> REFUSED;
      case OPEN, CLOSING, CLOSED -> LOST;
    };
  }
}
