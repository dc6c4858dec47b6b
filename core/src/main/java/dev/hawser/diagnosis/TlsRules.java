package dev.hawser.diagnosis;

import static dev.hawser.diagnosis.Finding.confirmed;
import static dev.hawser.diagnosis.Finding.likely;

import dev.hawser.close.Ending;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * From the exceptions of a failed TLS handshake to a cause, by the words of the JDK and of Netty;
 * an exception is the only place where they say it.
 */
final class TlsRules {
  private static final int MAX_DEPTH = 20;

  private TlsRules() {}

  static Finding finding(Ending.Unreachable ending) {
    String words = words(ending.text(), ending.facts().exception());
    if (has(words, "certificateexpired", "certificatenotyetvalid", "certificate_expired")) {
      return confirmed(Cause.TLS_EXPIRED);
    }
    if (has(words, "no subject alternative", "no name matching", "doesn't match")) {
      return confirmed(Cause.TLS_NAME);
    }
    if (has(words, "pkix path building failed", "unable to find valid certification path")) {
      return confirmed(Cause.TLS_CHAIN);
    }
    if (has(words, "not an ssl/tls record", "unrecognized ssl message", "plaintext connection")) {
      return confirmed(Cause.WSS_TO_CLEAR_PORT);
    }
    return likely(Cause.TLS_HANDSHAKE);
  }

  private static boolean has(String words, String... any) {
    for (String word : any) {
      if (words.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** Class names and messages down the chain of causes, which may be a ring. */
  private static String words(String text, @Nullable Throwable exception) {
    StringBuilder words = new StringBuilder(text);
    Throwable next = exception;
    for (int i = 0; i < MAX_DEPTH && next != null; i++) {
      words.append('\n').append(next);
      next = next.getCause();
    }
    return words.toString().toLowerCase(Locale.ROOT);
  }
}
