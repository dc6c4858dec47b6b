package dev.hawser.examples.trials;

import dev.hawser.close.Unreachability;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.transport.MessageDoor;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What the JDK throws for a dial that did not open, told to the link as what it was. */
final class JdkFailure {
  private JdkFailure() {}

  static void report(MessageDoor door, Throwable failure) {
    if (failure instanceof WebSocketHandshakeException refused) {
      HttpResponse<?> response = refused.getResponse();
      if (response.statusCode() == 101) {
        door.unreachable(Unreachability.BAD_ANSWER, String.valueOf(reason(refused)), refused);
        return;
      }
      Headers headers = Headers.empty();
      for (Map.Entry<String, List<String>> field : response.headers().map().entrySet()) {
        for (String value : field.getValue()) {
          headers = headers.with(field.getKey(), value);
        }
      }
      // The runtime reads the body as text in UTF-8.
      byte[] body =
          response.body() instanceof String text
              ? text.getBytes(StandardCharsets.UTF_8)
              : new byte[0];
      door.refused(new HttpAnswer(response.statusCode(), headers, ByteBuffer.wrap(body)));
    } else {
      door.unreachable(kind(failure), failure.toString(), failure);
    }
  }

  private static @Nullable String reason(Throwable refused) {
    Throwable cause = refused.getCause();
    return cause == null ? refused.getMessage() : cause.getMessage();
  }

  private static Unreachability kind(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof UnresolvedAddressException) {
        return Unreachability.NAME_NOT_RESOLVED;
      } else if (t instanceof SSLException) {
        return Unreachability.TLS_FAILED;
      } else if (t instanceof ProtocolException) {
        return Unreachability.BAD_ANSWER;
      }
    }
    return failure instanceof ConnectException
        ? Unreachability.CONNECTION_REFUSED
        : Unreachability.LOST;
  }
}
