package dev.hawser.gateway.header;

import dev.hawser.http.Headers;
import dev.hawser.transport.UpgradeRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The header fields of a request on their way to the upstream.
 *
 * <p>Kept are Origin, Cookie, Authorization and whatever else the client says; the handshake's own
 * fields are made anew, hop-by-hop fields and offers of extensions go. What a hop says of those
 * before it counts only where that hop is trusted (RFC 7239 s.8.1).
 */
public final class RequestHeaders {
  private static final String REQUEST_ID = "X-Request-Id";
  private static final int LONGEST_ID = 64;

  private static final String[] FORWARDING = {
    "Forwarded",
    "X-Forwarded-For",
    "X-Forwarded-Proto",
    "X-Forwarded-Host",
    "X-Forwarded-Port",
    "X-Forwarded-Server",
    "X-Real-IP"
  };

  private RequestHeaders() {}

  /** Returns the client's fields as the upstream gets them, those of the handshake left out. */
  public static Headers passed(UpgradeRequest request, Passage passage) {
    Headers from = request.headers();
    Headers to = Headers.empty();
    Headers cleared = HopByHop.without(from, "Host", "Content-Length", "Via", REQUEST_ID);
    for (Headers.Field field : HopByHop.without(cleared, FORWARDING).fields()) {
      if (!field.name().toLowerCase(Locale.ROOT).startsWith("sec-websocket-")) {
        to = to.with(field.name(), field.value());
      }
    }
    return to.withAll(forwarded(request, passage))
        .with("Via", appended(from.elements("Via"), "1.1 " + passage.gateway()))
        .with(REQUEST_ID, passage.id());
  }

  private static Headers forwarded(UpgradeRequest request, Passage passage) {
    Headers believed = passage.trusted() ? request.headers() : Headers.empty();
    String host = String.valueOf(request.headers().first("Host"));
    String scheme = request.secure() ? "https" : "http";
    String address = Hop.address(request.remoteAddress());
    return Headers.of(
        "X-Forwarded-For", appended(believed.elements("X-Forwarded-For"), address),
        "X-Forwarded-Proto", firstOr(believed, "X-Forwarded-Proto", scheme),
        "X-Forwarded-Host", firstOr(believed, "X-Forwarded-Host", host),
        "X-Forwarded-Port", firstOr(believed, "X-Forwarded-Port", port(host, request.secure())),
        "Forwarded", appended(believed.all("Forwarded"), element(address, host, scheme)));
  }

  /** RFC 7239 s.4, s.6: IPv6 stands in brackets, and whatever is no token in quotes. */
  private static String element(String address, String host, String scheme) {
    String node = address.indexOf(':') < 0 ? address : "[" + address + "]";
    return "for=" + quoted(node) + ";host=" + quoted(host) + ";proto=" + scheme;
  }

  private static String quoted(String value) {
    return Headers.isToken(value)
        ? value
        : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static String appended(List<String> before, String own) {
    List<String> all = new ArrayList<>(before);
    all.add(own);
    return String.join(", ", all);
  }

  private static String firstOr(Headers headers, String name, String own) {
    String first = headers.first(name);
    return first == null || first.isEmpty() ? own : first;
  }

  private static String port(String host, boolean secure) {
    int colon = host.lastIndexOf(':');
    boolean named = colon > host.lastIndexOf(']');
    return named ? host.substring(colon + 1) : secure ? "443" : "80";
  }

  /** Tells whether the request came through that gateway before (RFC 9110 s.7.6.3). */
  public static boolean loops(Headers headers, String gateway) {
    return headers.elements("Via").stream()
        .map(element -> element.split("\\s+", 3))
        .anyMatch(parts -> parts.length > 1 && parts[1].equals(gateway));
  }

  /** Returns the id that a trusted hop gave the request, null for none that can be used. */
  public static @Nullable String id(Headers headers, boolean trusted) {
    String given = headers.first(REQUEST_ID);
    boolean usable =
        trusted && given != null && given.length() <= LONGEST_ID && given.matches("[\\w.-]+");
    return usable ? given : null;
  }
}
