package dev.hawser.diagnosis;

import static dev.hawser.diagnosis.Finding.confirmed;

import dev.hawser.http.HttpAnswer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a gateway says of its own accord in the Proxy-Status field of its answer (RFC 9209). */
final class ProxyStatus {
  private static final String NAME = "Proxy-Status";

  /** The value of a parameter as a string (RFC 8941 s.3.3.3), in which anything may stand. */
  private static final Pattern QUOTED = Pattern.compile("=\"(?:[^\"\\\\]|\\\\.)*+\"");

  private static final Pattern ERROR = Pattern.compile(";\\s*error=([a-z_]+)");

  private ProxyStatus() {}

  /** Returns the field as it came, its lines joined; empty when there is none. */
  static String of(HttpAnswer answer) {
    return String.join(", ", answer.headers().all(NAME));
  }

  /** Returns by which word the hop nearest to the server says what went wrong, null for none. */
  static @Nullable GatewayWord word(HttpAnswer answer) {
    // Its members stand in the order of the hops, that of the hop nearest to the server first.
    Matcher error = ERROR.matcher(QUOTED.matcher(of(answer)).replaceAll(""));
    return error.find() ? GatewayWord.of(error.group(1)) : null;
  }

  /** Returns the cause that it names, null where none does or the status says as much. */
  static @Nullable Finding finding(HttpAnswer answer) {
    GatewayWord word = word(answer);
    Cause cause = word == null ? null : word.cause();
    return cause == null ? null : confirmed(cause);
  }
}
