package dev.hawser.transport;

import dev.hawser.close.TransportEnd;
import dev.hawser.close.Unreachability;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What a thrown exception says of a line over TCP or TLS, for adapters.
 *
 * <p>Types say it where there are some. For the rest the system's words are all there is, and they
 * follow the locale: what does not say in English what it is stays unseen.
 */
public final class Trouble {
  private static final String ALERT = "Received fatal alert: ";

  // RFC 8446 s.6 and the IANA "TLS Alerts" registry, by the names the JDK gives them.
  private static final Map<String, Integer> ALERTS =
      Map.ofEntries(
          Map.entry("unexpected_message", 10),
          Map.entry("bad_record_mac", 20),
          Map.entry("decryption_failed", 21),
          Map.entry("record_overflow", 22),
          Map.entry("decompression_failure", 30),
          Map.entry("handshake_failure", 40),
          Map.entry("no_certificate", 41),
          Map.entry("bad_certificate", 42),
          Map.entry("unsupported_certificate", 43),
          Map.entry("certificate_revoked", 44),
          Map.entry("certificate_expired", 45),
          Map.entry("certificate_unknown", 46),
          Map.entry("illegal_parameter", 47),
          Map.entry("unknown_ca", 48),
          Map.entry("access_denied", 49),
          Map.entry("decode_error", 50),
          Map.entry("decrypt_error", 51),
          Map.entry("export_restriction", 60),
          Map.entry("protocol_version", 70),
          Map.entry("insufficient_security", 71),
          Map.entry("internal_error", 80),
          Map.entry("inappropriate_fallback", 86),
          Map.entry("user_canceled", 90),
          Map.entry("no_renegotiation", 100),
          Map.entry("missing_extension", 109),
          Map.entry("unsupported_extension", 110),
          Map.entry("certificate_unobtainable", 111),
          Map.entry("unrecognized_name", 112),
          Map.entry("bad_certificate_status_response", 113),
          Map.entry("bad_certificate_hash_value", 114),
          Map.entry("unknown_psk_identity", 115),
          Map.entry("certificate_required", 116),
          Map.entry("no_application_protocol", 120));

  private Trouble() {}

  /** Returns the number of the fatal alert the peer sent, -1 when it sent none. */
  public static int alert(Throwable thrown) {
    SSLException tls = find(SSLException.class, thrown);
    String message = tls == null ? null : tls.getMessage();
    int at = message == null ? -1 : message.indexOf(ALERT);
    if (message == null || at < 0) {
      return -1;
    }
    String name = message.substring(at + ALERT.length()).strip().toLowerCase(Locale.ROOT);
    return ALERTS.getOrDefault(name, -1);
  }

  /**
   * Returns how an open line ended when reading from or writing to it threw this; a reset met while
   * reading has a type of its own.
   */
  public static TransportEnd end(Throwable thrown) {
    if (find(SSLException.class, thrown) != null) {
      return alert(thrown) >= 0 ? TransportEnd.TLS_ALERT : TransportEnd.LOCAL;
    }
    if (!(thrown instanceof IOException)) {
      return TransportEnd.LOCAL;
    }
    if (thrown instanceof ClosedChannelException) {
      // A runtime closes a channel for what an earlier call met, which it names as the cause.
      return thrown.getCause() instanceof IOException before ? end(before) : TransportEnd.LOCAL;
    }
    String message = String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("timed out") || message.contains("unreachable")) {
      return TransportEnd.WRITE_TIMEOUT;
    }
    boolean reset =
        thrown instanceof SocketException
            || message.contains("reset")
            || message.contains("broken pipe");
    if (reset) {
      return TransportEnd.RST;
    }
    // A later write fails with a word of the runtime's, for what an earlier one met.
    return thrown.getCause() instanceof IOException before ? end(before) : TransportEnd.UNSEEN;
  }

  /**
   * Returns why no TCP connection came about; in a system that does not speak English, one that
   * gave up by itself reads as refused, which only happens past a connect timeout of minutes.
   */
  public static Unreachability connecting(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("timed out")) {
      return Unreachability.CONNECT_TIMEOUT;
    }
    // By type, because the system's words follow the locale.
    return thrown instanceof ConnectException
        ? Unreachability.CONNECTION_REFUSED
        : Unreachability.CONNECT_FAILED;
  }

  /** Tells whether a TLS handshake failed because the line went away. */
  public static boolean lineGone(Throwable thrown) {
    return find(SSLException.class, thrown) == null
        || find(SocketException.class, thrown) != null
        || find(ClosedChannelException.class, thrown) != null;
  }

  /** Returns what went wrong with TLS, in English. */
  public static String securing(Throwable thrown) {
    Throwable root = thrown;
    for (Throwable cause = root.getCause(); cause != null; cause = cause.getCause()) {
      root = cause;
    }
    String message = root.getMessage();
    if (message == null) {
      return root.getClass().getSimpleName();
    }
    // The JDK's words and Netty's.
    return message.contains("plaintext connection") || message.contains("not an SSL/TLS record")
        ? "the peer speaks no TLS; it answered in plain text"
        : message;
  }

  /** Returns the first of that type among a throwable and its causes, or null. */
  public static <T> @Nullable T find(Class<T> type, Throwable thrown) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
    }
    return null;
  }
}
