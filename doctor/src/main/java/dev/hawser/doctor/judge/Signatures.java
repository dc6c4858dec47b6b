package dev.hawser.doctor.judge;

import dev.hawser.doctor.evidence.Exchange;
import java.util.List;
import java.util.Locale;

/** What known products say, and how they are recognised by it. */
final class Signatures {
  /** Answers of WebSocket servers to a request that arrives without its Upgrade. */
  private static final List<String> NO_UPGRADE =
      List.of(
          "can \"upgrade\" only to \"websocket\"",
          "\"connection\" must be \"upgrade\"",
          "the client is not using the websocket protocol",
          "'upgrade' token not found",
          "failed to open a websocket connection",
          "you cannot access a websocket server directly with a browser",
          "not a websocket handshake request",
          "missing upgrade",
          "speaks websocket only",
          "upgrade required");

  /** Answers of WebSocket servers to an upgrade that arrives as HTTP/1.0. */
  private static final List<String> HTTP_1_0 =
      List.of("got http/1.0", "http/1.0 is not supported", "requires http/1.1");

  /** Answers of TLS ports to a request in clear text. */
  private static final List<String> TLS_PORT =
      List.of(
          "plain http request was sent to https port",
          "speaking plain http to an ssl-enabled server port",
          "client sent an http request to an https server",
          "this combination of host and port requires tls");

  private static final List<String> WAF_FIELDS =
      List.of("x-amzn-waf-action", "x-sucuri-id", "x-iinfo", "x-cdn-waf", "cf-mitigated");

  private Signatures() {}

  static boolean noUpgrade(Exchange answer) {
    return says(answer, NO_UPGRADE);
  }

  static boolean http10(Exchange answer) {
    return answer.status() == 505 || says(answer, HTTP_1_0);
  }

  static boolean tlsPort(Exchange answer) {
    return says(answer, TLS_PORT);
  }

  /** A gateway whose TLS towards the server failed, as where it is given the wrong scheme. */
  static boolean tlsBehind(Exchange answer) {
    return says(answer, List.of("error during ssl handshake with remote server"));
  }

  static boolean affinity(Exchange answer) {
    return says(answer, List.of("session id unknown"));
  }

  static boolean waf(Exchange answer) {
    return WAF_FIELDS.stream().anyMatch(name -> !answer.header(name).isEmpty())
        || says(
            answer, List.of("attention required!", "request blocked", "web application firewall"));
  }

  private static boolean says(Exchange answer, List<String> words) {
    String body = answer.body().toLowerCase(Locale.ROOT);
    return words.stream().anyMatch(body::contains);
  }

  /** Returns the gateway that made up this answer, empty where it is not recognised. */
  static String gateway(Exchange answer) {
    String server = answer.header("Server").toLowerCase(Locale.ROOT);
    String body = answer.body();
    int status = answer.status();
    if (!answer.header("cf-ray").isEmpty() && status >= 520) {
      return "Cloudflare";
    }
    if (server.startsWith("awselb")) {
      return "AWS ALB";
    }
    if (body.contains("upstream connect error or disconnect/reset before headers")
        || server.equals("envoy")) {
      return "Envoy";
    }
    if (body.contains("<center>nginx") || (server.startsWith("nginx") && status >= 500)) {
      return "nginx";
    }
    if (says(
        answer,
        List.of(
            "the server returned an invalid or incomplete response.",
            "no server is available to handle this request.",
            "the server didn't respond in time."))) {
      return "HAProxy";
    }
    if (server.startsWith("apache") && status >= 500) {
      return "Apache";
    }
    if (server.equals("caddy") && status >= 500) {
      return "Caddy";
    }
    if (server.startsWith("lighttpd") && status >= 500) {
      return "lighttpd";
    }
    return "";
  }

  /** Returns the product that the Server field names, whoever made up the answer. */
  static String front(Exchange answer) {
    String gateway = gateway(answer);
    if (!gateway.isEmpty()) {
      return gateway;
    }
    String server = answer.header("Server").toLowerCase(Locale.ROOT);
    for (String product : List.of("nginx", "HAProxy", "Apache", "Caddy", "lighttpd", "Envoy")) {
      if (server.startsWith(product.toLowerCase(Locale.ROOT))) {
        return product;
      }
    }
    return answer.header("Via").contains("Caddy") ? "Caddy" : "";
  }
}
