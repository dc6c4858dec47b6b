package dev.hawser.gateway.header;

import dev.hawser.http.Headers;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Header fields that are meant for the next hop alone (RFC 9110 s.7.6.1). */
public final class HopByHop {
  private static final Set<String> ALWAYS =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private HopByHop() {}

  /** Returns the fields without those, without what Connection names, and without these. */
  public static Headers without(Headers headers, String... these) {
    Set<String> gone = new HashSet<>(ALWAYS);
    for (String listed : headers.elements("Connection")) {
      gone.add(listed.toLowerCase(Locale.ROOT));
    }
    for (String more : List.of(these)) {
      gone.add(more.toLowerCase(Locale.ROOT));
    }
    Headers kept = Headers.empty();
    for (Headers.Field field : headers.fields()) {
      if (!gone.contains(field.name().toLowerCase(Locale.ROOT))) {
        kept = kept.with(field.name(), field.value());
      }
    }
    return kept;
  }
}
