package dev.hawser.gateway;

import dev.hawser.close.CloseCode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which code a client is told when its upstream failed; the text says 1014 in every case.
 *
 * <p>1014 is the registry's word for it. Some clients take it for a broken rule of the protocol.
 */
public enum CloseCodePolicy {
  /** 1014 for every client. */
  PREFER_1014,
  /** 1011 for every client. */
  COMPAT_1011,
  /** 1014, and 1011 for clients that are known to fail a connection with 1014 in it. */
  AUTO;

  /** Beginnings of User-Agent values: Beast before mid-2026, and the old test suite. */
  private static final List<String> STRANGERS_TO_1014 = List.of("boost.beast/", "autobahn");

  /** Returns the code for a client with that User-Agent, null for one without. */
  public CloseCode badGateway(@Nullable String userAgent) {
    return switch (this) {
      case PREFER_1014 -> CloseCode.BAD_GATEWAY;
      case COMPAT_1011 -> CloseCode.INTERNAL_ERROR;
      case AUTO -> stranger(userAgent) ? CloseCode.INTERNAL_ERROR : CloseCode.BAD_GATEWAY;
    };
  }

  private static boolean stranger(@Nullable String userAgent) {
    String agent = userAgent == null ? "" : userAgent.toLowerCase(Locale.ROOT);
    return STRANGERS_TO_1014.stream().anyMatch(agent::startsWith);
  }
}
