package dev.hawser.examples.custom;

import dev.hawser.close.Unreachability;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.transport.DialRequest;
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

/** What the runtime throws for a dial that did not open, told to the link as what it was. */
final class JdkFailure {
  private JdkFailure() {}

  // snippet:transport-failure
  static void report(MessageDoor door, DialRequest request, Throwable failure) {
    Unreachability kind = Unreachability.LOST;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof WebSocketHandshakeException answered) {
        answered(door, request, answered);
        return;
      } else if (t instanceof UnresolvedAddressException) {
        kind = Unreachability.NAME_NOT_RESOLVED; // inside a ConnectException
      } else if (t instanceof ConnectException) {
        kind = Unreachability.CONNECTION_REFUSED;
      } else if (t instanceof SSLException) {
        kind = Unreachability.TLS_FAILED;
      } else if (t instanceof ProtocolException) {
        kind = Unreachability.BAD_ANSWER;
      }
    }
    door.unreachable(kind, text(failure), failure);
  }

  private static void answered(
      MessageDoor door, DialRequest request, WebSocketHandshakeException failure) {
    HttpResponse<?> response = failure.getResponse();
    if (response.statusCode() == 101) { // an answer, but none that opens
      List<String> chosen = response.headers().allValues("Sec-WebSocket-Protocol");
      Unreachability kind =
          request.subprotocols().containsAll(chosen)
              ? Unreachability.BAD_ANSWER
              : Unreachability.SUBPROTOCOL_MISMATCH;
      Throwable cause = failure.getCause();
      door.unreachable(kind, text(cause == null ? failure : cause), failure);
      return;
    }
    Headers headers = Headers.empty();
    for (Map.Entry<String, List<String>> field : response.headers().map().entrySet()) {
      for (String value : field.getValue()) {
        headers = headers.with(field.getKey(), value);
      }
    }
    // The runtime reads the body as text in UTF-8.
    String body = response.body() instanceof String text ? text : "";
    ByteBuffer bytes = ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8));
    door.refused(new HttpAnswer(response.statusCode(), headers, bytes));
  }

  // end

  private static String text(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null ? thrown.toString() : message;
  }
}
