package dev.hawser.frame;

import dev.hawser.http.Headers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may open a WebSocket here: the guard against cross-site hijacking.
 *
 * <p>Immutable. Browsers always send Origin and pages cannot forge it; a request without one comes
 * from something else than a page and is allowed. More than one Origin, the origin {@code null} and
 * what is no origin at all are refused by every policy but {@link #any}. Sources: RFC 6455 s.4.2.2,
 * s.10.2, RFC 6454 s.7.
 */
public final class OriginPolicy {
  private enum Kind {
    SAME_HOST,
    LISTED,
    ANY
  }

  private final Kind kind;
  private final List<Origin> listed;

  private record Origin(String scheme, Authority authority) {
    static @Nullable Origin read(String text) {
      int colon = text.indexOf("://");
      if (colon < 1) {
        return null;
      }
      String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
      Authority authority = Authority.read(text.substring(colon + 3));
      return authority == null
          ? null
          : new Origin(scheme, new Authority(authority.host(), authority.portOr(own(scheme))));
    }

    private static int own(String scheme) {
      return switch (scheme) {
        case "http" -> 80;
        case "https" -> 443;
        default -> -1;
      };
    }
  }

  private OriginPolicy(Kind kind, List<Origin> listed) {
    this.kind = kind;
    this.listed = listed;
  }

  /**
   * Returns the policy that allows pages of the host and port that the request's Host names; a Host
   * without a port has the usual one of the origin's scheme, so that TLS may end at a proxy.
   */
  public static OriginPolicy sameHost() {
    return new OriginPolicy(Kind.SAME_HOST, List.of());
  }

  /**
   * Returns the policy that allows pages of those origins, each {@code scheme://host} with a port
   * where it is not the scheme's usual one.
   *
   * @throws IllegalArgumentException naming what is no origin
   */
  public static OriginPolicy anyOf(String... origins) {
    return new OriginPolicy(Kind.LISTED, Arrays.stream(origins).map(OriginPolicy::listed).toList());
  }

  private static Origin listed(String text) {
    Origin origin = Origin.read(text);
    if (origin == null) {
      throw new IllegalArgumentException(
          "'" + text + "' is not an origin: a scheme, '://', a host and perhaps a port");
    }
    return origin;
  }

  /** Returns the policy that allows pages of every origin, {@code null} included. */
  public static OriginPolicy any() {
    return new OriginPolicy(Kind.ANY, List.of());
  }

  /** Tells whether a request with those header fields may go on. */
  public boolean allows(Headers request) {
    List<String> origins = request.all("Origin");
    if (kind == Kind.ANY || origins.isEmpty()) {
      return true;
    }
    Origin origin = origins.size() == 1 ? Origin.read(origins.get(0)) : null;
    if (origin == null) {
      return false;
    }
    return kind == Kind.LISTED ? listed.contains(origin) : sameHost(origin, request);
  }

  private static boolean sameHost(Origin origin, Headers request) {
    String host = request.first("Host");
    Authority asked = host == null ? null : Authority.read(host);
    if (asked == null) {
      return false;
    }
    int port = Origin.own(origin.scheme());
    return port > 0 && origin.authority().equals(new Authority(asked.host(), asked.portOr(port)));
  }
}
