package dev.hawser.gateway;

import dev.hawser.http.HttpAnswer;
import java.util.List;

/** The rows of table (a) in which the upstream refuses by itself, which passes. */
final class Refused {
  private Refused() {}

  /** Adds them. */
  static void rows(List<BeforeRow> rows) {
    rows.add(
        BeforeRow.asked(
            "401 with a challenge",
            peer ->
                peer.send(
                    "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer\r\n"
                        + "Set-Cookie: a=b\r\nContent-Length: 6\r\nX-Hop: 1\r\n"
                        + "Connection: X-Hop\r\n\r\nlog in"),
            new BeforeRow.Answer(
                401,
                "gw; received-status=401",
                List.of("WWW-Authenticate: Bearer", "Set-Cookie: a=b", "log in"))));
    rows.add(
        BeforeRow.asked(
            "302 elsewhere",
            peer ->
                peer.send("HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Length: 0\r\n\r\n"),
            new BeforeRow.Answer(302, "gw; received-status=302", List.of("Location: /login"))));
    rows.add(
        BeforeRow.asked(
            "503 of the upstream's own",
            peer ->
                peer.send(
                    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 30\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n4\r\nbusy\r\n0\r\n\r\n"),
            new BeforeRow.Answer(
                503, "gw; received-status=503", List.of("Retry-After: 30", "busy"))));
    int most = HttpAnswer.MAX_BODY;
    rows.add(
        BeforeRow.asked(
            "403 with a body over 64 KiB",
            peer ->
                peer.send(
                    "HTTP/1.1 403 Forbidden\r\nContent-Length: 70000\r\n\r\n" + "x".repeat(70_000)),
            new BeforeRow.Answer(
                403, "gw; received-status=403", List.of("Content-Length: " + most))));
  }
}
