package dev.hawser.cli.interop;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What a client asks of an {@link InteropServer} by its request target. */
record Wish(String path, Map<String, String> query) {
  static Wish of(String target) {
    int mark = target.indexOf('?');
    if (mark < 0) {
      return new Wish(target, Map.of());
    }
    Map<String, String> query = new HashMap<>();
    for (String parameter : target.substring(mark + 1).split("&")) {
      int equals = parameter.indexOf('=');
      query.put(
          parameter.substring(0, equals),
          URLDecoder.decode(parameter.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return new Wish(query.getOrDefault("path", target.substring(0, mark)), query);
  }

  /** Returns the id of the connection that is made or asked about; empty when there is none. */
  String id() {
    return query.getOrDefault("id", "");
  }

  CloseReason reason() {
    CloseCode code = CloseCode.of(Integer.parseInt(query.getOrDefault("code", "")));
    return CloseReason.of(code, query.getOrDefault("reason", ""));
  }
}
