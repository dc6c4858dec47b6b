package dev.hawser.diagnosis;

import dev.hawser.http.HttpAnswer;

/**
 * Which gateway speaks for a server behind it, by the words and header fields of its own error
 * pages.
 */
final class Gateway {
  private Gateway() {}

  /** Returns the product's name, empty where the answer does not show one. */
  static String of(HttpAnswer answer, Words body) {
    if (body.have("<center>nginx", "<center>openresty")) {
      return "nginx";
    }
    if (body.have(
        "the server returned an invalid or incomplete response",
        "no server is available to handle this request",
        "the server didn't respond in time")) {
      return "HAProxy";
    }
    if (body.have("upstream connect error or disconnect/reset before headers")) {
      return "Envoy";
    }
    if (answer.headers().first("cf-ray") != null) {
      return "Cloudflare";
    }
    String server = answer.headers().first("Server");
    return server == null ? "" : byName(new Words(server), body);
  }

  private static String byName(Words server, Words body) {
    if (server.have("caddy")) {
      return "Caddy";
    }
    if (server.have("awselb")) {
      return "AWS ALB";
    }
    return server.have("apache") && body.have("proxy error") ? "Apache" : "";
  }
}
