package dev.hawser.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GatewayPageTest {
  /** What ends the event of a row that is of one code among several. */
  private static final Pattern CODE = Pattern.compile("(?<=: Close )\\d+$");

  private static final Path PAGE = Path.of("..", "docs", "reference", "gateway.md");

  private static final String INTRODUCTION =
      """
      # What the gateway answers and says

      Rendered by `GatewayPageTest` from the rows that the tests run against raw peers on both sides; \
      it fails when this page differs. `mvn -q -pl gateway -am test -Dtest=GatewayPageTest \
      -Dhawser.golden=update -Dsurefire.failIfNoSpecifiedTests=false` writes it anew. \
      How to run it: [the guide](../how-to/run-the-gateway.md). What real clients see of it, with nginx in \
      front and without: [their page](gateway-clients.md).

      ## Before the upgrade

      The upstream is asked first, and the client is answered when its answer is known. Error types \
      are those of [RFC 9209](https://www.rfc-editor.org/rfc/rfc9209); `gw` is the gateway's name. An \
      answer of the gateway's own is `application/problem+json` with `type`, `status`, `hop` (whose \
      failure it is), `token` and `id`, with `Cache-Control: no-store`, and with `Retry-After` on 503. \
      Every answer carries `X-Request-Id` and ends the connection; none names an address.

      | the upstream | status | `Proxy-Status` | also |
      |---|---|---|---|
      """;

  private static final String REST =
      """

      A refusal passes with status, fields less those of the hop, and up to 64 KiB of body. Another \
      upstream is asked only while nothing of the request was sent; all together have one budget. An \
      upstream that fails five times in a row (not reached, no good answer, 500 or more, or sessions \
      dropped within 10 s) is left out for 30 s, the next time for twice as long, while another is left.

      | at the gateway | status | `Proxy-Status` | also |
      |---|---|---|---|
      """;

  private static final String AFTER =
      """

      A browser shows a page no status, only 1006. With `HandshakeFailure.WS_CLOSE` (`--tell-pages`) a \
      page, known by `Origin` and `Sec-Fetch-Mode: websocket` or a `User-Agent` of `Mozilla/`, is answered 101 and at once Close 1014 \
      `1014 upstream_connection_refused id=… retry=5`, or `upstream_refused:401` where the upstream \
      refuses; so with every error of the first table, and with `destination_unavailable`. Everybody else gets the status. Monitors then \
      see a 101, and clients that forget their backoff when a connection opens come back at once.

      ## After it

      The first cause decides what both sides are told; what comes later is only logged. A text of \
      the gateway's own repeats the code, names the cause, the session (`id=`) and the seconds after \
      which to come back. `CODE` is the code that came. With `CloseCodePolicy` 1014 becomes 1011 for every client, or for those \
      known to fail at it; the text stays.

      | what happens | the client | the upstream |
      |---|---|---|
      """;

  private static final String NOTES =
      """

      “TCP ends” is the end without a Close: the line is dead, or its peer ended it so. A link that is \
      told 1002 or 1007 is told in English which rule was broken.

      ## What passes, and how

      - Data goes on in fragments of at most 16 KiB, so that a Close is never more than one away. \
      While more than 256 KiB wait for one side the other is not read; at 64 KiB it is again.
      - For each socket and direction the operating system is asked to keep 256 KiB \
      (`--socket-buffer`). A side that does not read stops the other below 10 MB, which a test asserts; \
      seen are 4.4 to 5.7 MB, most of it in the socket buffers of the two sides.
      - Pings and Pongs pass end to end. Who floods a side that does not read with them is thinned out \
      to 64 at a time. The gateway's own Pings carry a prefix of eight random bytes, and the Pongs to \
      them stay with it.
      - Subprotocols are the two sides' affair: the offer passes as it is, and no choice is an answer \
      too. Offers of extensions stay at the gateway.
      - `Host` is kept (`--own-host` sends the upstream's), `Origin`, `Cookie` and `Authorization` \
      pass, `Connection` and what it names do not. `X-Forwarded-For`, `-Proto`, `-Host`, `-Port`, \
      `Forwarded` and `Via` are added; what came of the first five is believed from trusted \
      proxies alone.

      ## Worth knowing

      - A Close is answered at once by the side that receives it, not when the other has answered; \
      each side has two seconds for the rest. So has a side that takes nothing in: its Close stands \
      behind what waits for it.
      - A failure of the gateway's own is told either side, by 1011 and 1001, or is a 500, and stands \
      with its stack trace in the system log `dev.hawser.gateway`.
      - A wrong Close 1010 of an upstream is answered 1010, and text that is not UTF-8 with 1007.
      - A message of 2 GiB or more is over the limit even where none is set.
      """;

  @Test
  void thePageSaysWhatTheTestsAssert() throws Exception {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    for (BeforeRow row : BeforeRow.all()) {
      answer(page, row.event(), row.answer());
    }
    page.append(REST);
    for (DoorRow row : DoorRow.all()) {
      answer(page, row.event(), row.answer());
    }
    page.append(AFTER);
    closes(AfterRow.all()).forEach((line, codes) -> page.append(line(line, codes)));
    page.append(NOTES);
    if ("update".equals(System.getProperty("hawser.golden"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE)
        .as("docs/reference/gateway.md; -Dhawser.golden=update writes it")
        .content()
        .isEqualTo(page.toString());
  }

  /** Returns the lines of table (b), in each of them {@code CODE} for the codes that it is of. */
  private static Map<String, List<String>> closes(List<AfterRow> rows) {
    Map<String, List<String>> lines = new LinkedHashMap<>();
    for (AfterRow row : rows) {
      String line = row.event() + " | " + row.client().words() + " | " + row.upstream().words();
      Matcher code = CODE.matcher(row.event());
      boolean one = code.find();
      String key = one ? line.replaceAll("\\b" + code.group() + "\\b", "CODE") : line;
      List<String> codes = lines.computeIfAbsent(key, first -> new ArrayList<>());
      if (one) {
        codes.add(code.group());
      }
    }
    return lines;
  }

  private static String line(String line, List<String> codes) {
    String event = codes.isEmpty() ? line : line.replaceFirst("CODE", String.join(", ", codes));
    return "| " + event + " |\n";
  }

  private static void answer(StringBuilder page, String event, BeforeRow.Answer answer) {
    String more = answer.more().isEmpty() ? "" : "`" + String.join("`, `", answer.more()) + "`";
    page.append("| ").append(event).append(" | ").append(answer.status());
    page.append(" | `").append(answer.proxyStatus()).append("` | ").append(more).append(" |\n");
  }
}
