package dev.hawser.conformance.plain;

import dev.hawser.close.TransportEnd;
import java.io.IOException;
import java.net.SocketException;
import java.util.Map;
import javax.net.ssl.SSLException;

/** What the exceptions of the JDK's TLS sockets say. */
final class PlainTls {
  // RFC 8446 s.6: those a server sends to a client it does not like, and the other way round.
  private static final Map<String, Integer> ALERTS =
      Map.of(
          "unexpected_message", 10,
          "handshake_failure", 40,
          "bad_certificate", 42,
          "certificate_expired", 45,
          "certificate_unknown", 46,
          "unknown_ca", 48,
          "access_denied", 49,
          "protocol_version", 70,
          "internal_error", 80,
          "certificate_required", 116);

  private PlainTls() {}

  /** Returns the number of the fatal alert the peer sent, -1 when it sent none that is known. */
  static int alert(IOException thrown) {
    String message = String.valueOf(thrown.getMessage());
    String mark = "Received fatal alert: ";
    return thrown instanceof SSLException && message.contains(mark)
        ? ALERTS.getOrDefault(message.substring(message.indexOf(mark) + mark.length()), -1)
        : -1;
  }

  /** Returns how a line ended that threw this. */
  static TransportEnd end(IOException thrown) {
    boolean reset =
        thrown instanceof SocketException || thrown.getCause() instanceof SocketException;
    if (thrown instanceof SSLException && !reset) {
      return TransportEnd.LOCAL;
    }
    return reset ? TransportEnd.RST : TransportEnd.LOCAL;
  }
}
