package dev.hawser.reconnect;

import dev.hawser.Golden;
import dev.hawser.close.CloseCode;
import dev.hawser.close.Fault;
import dev.hawser.close.Role;
import dev.hawser.close.Unreachability;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/reference/close-codes.md} to the registry's rows and the default advice. */
class CloseCodesPageTest {
  private static final String INTRODUCTION =
      """
      # Close codes, and what Hawser does by default

      Rendered from the code by `CloseCodesPageTest`, which fails when this page differs; `mvn -q \
      -pl core test -Dtest=CloseCodesPageTest -Dhawser.golden=update` writes it anew.

      Names are those of the IANA WebSocket Close Code Number Registry. What happens is decided from \
      the typed ending, never from the number alone: an end of the user's own always stops, and a \
      code counts only when it came from the peer. Each row can be overruled: `retryOn`, `stopOn`, \
      `renewOn`, `retryOnStatus`, `stopOnStatus`, `renewOnStatus` of `Backoff`. *Renew once*: where \
      the connection has a source of credentials, fresh ones earn one attempt in an outage; without \
      one it stops at once.

      ## Codes

      On the wire: whether a Close frame may carry the code; *lenient* is a setting. Local: a \
      library reports it and nobody sends it.

      | code | name | client may send | server may send | on the wire | local | by default | because |
      |---|---|---|---|---|---|---|---|
      """;

  private record Line(
      String name, boolean client, boolean server, String wire, boolean local, Advice.Row row) {
    static Line of(int number) {
      CloseCode code = CloseCode.of(number);
      String wire = code.legalOnWire(false) ? "yes" : code.legalOnWire(true) ? "lenient" : "no";
      return new Line(
          code.registryName(),
          code.sendableBy(Role.CLIENT),
          code.sendableBy(Role.SERVER),
          wire,
          code.localOnly(),
          Advice.standard().on(code));
    }

    String markdown(String codes) {
      return "| %s | %s | %s | %s | %s | %s | %s |\n"
          .formatted(codes, name, yes(client), yes(server), wire, yes(local), verdict(row));
    }
  }

  @Test
  void thePageIsTheRegistryAndTheDefaultAdvice() {
    Golden.check("close-codes.md", INTRODUCTION + codes() + statuses() + kinds() + faults());
  }

  /** Neighbours that differ in nothing share a row. */
  private static String codes() {
    StringBuilder rows = new StringBuilder();
    int first = 0;
    for (int code = 1; code <= 65_536; code++) {
      Line line = Line.of(first);
      if (code == 65_536 || !Line.of(code).equals(line)) {
        int last = code - 1;
        rows.append(line.markdown(first == last ? "" + first : first + "-" + last));
        first = code;
      }
    }
    return rows.toString();
  }

  private static String statuses() {
    StringBuilder rows =
        new StringBuilder(
            "\n## HTTP statuses of a refused handshake\n\n| status | by default | because |\n|---|---|---|\n");
    IntStream.rangeClosed(100, 999)
        .filter(status -> worthARow(Advice.standard().onStatus(status)))
        .forEach(s -> rows.append(row("" + s, Advice.standard().onStatus(s))));
    return rows.append(row("every other", Advice.standard().onStatus(400)))
        .append("\nWith 429 and 503 a `Retry-After` is waited out first.\n")
        .append(waits())
        .toString();
  }

  private static String waits() {
    StringBuilder rows =
        new StringBuilder(
            """

            ## Waits that endings ask for

            Random, at every attempt; the backoff's own delay counts where it is longer. \
            `waitAfter` and `waitAfterStatus` of `Backoff` change a row. *Elsewhere first*: as long \
            as another endpoint is left, that one is dialled after the backoff's own delay. A wait \
            that the peer names in the reason of its Close with 1001, 1012, 1013 or 1014, as \
            `retry-after=30` or `retry=5`, takes the place of the row: jitter on top, at most \
            `maxRetryAfter`.

            | after | wait | elsewhere first |
            |---|---|---|
            """);
    Waits standard = Waits.standard();
    for (int number = 0; number <= 4999; number++) {
      Wait wait = standard.on(CloseCode.of(number));
      if (wait != null) {
        rows.append(wait(CloseCode.of(number).toString(), wait));
      }
    }
    for (int status = 100; status <= 999; status++) {
      Wait wait = standard.onStatus(status);
      if (wait != null) {
        rows.append(wait("HTTP " + status + " without `Retry-After`", wait));
      }
    }
    return rows.toString();
  }

  private static String wait(String after, Wait wait) {
    return "| %s | %d-%d s | %s |\n"
        .formatted(
            after, wait.least().toSeconds(), wait.most().toSeconds(), yes(wait.elsewhereFirst()));
  }

  private static String kinds() {
    StringBuilder rows =
        new StringBuilder(
            "\n## Dials without a valid answer\n\n| kind | by default | because |\n|---|---|---|\n");
    for (Unreachability kind : Unreachability.values()) {
      rows.append(row("`" + kind + "`", Advice.standard().on(kind)));
    }
    return rows.toString();
  }

  private static String faults() {
    StringBuilder rows =
        new StringBuilder(
            "\n## Links this library gave up\n\n| fault | by default | because |\n|---|---|---|\n");
    for (Fault fault : Fault.values()) {
      rows.append(row("`" + fault + "`", Advice.standard().on(fault)));
    }
    return rows.toString();
  }

  private static String row(String first, Advice.Row advice) {
    return "| " + first + " | " + verdict(advice) + " |\n";
  }

  private static String verdict(Advice.Row row) {
    String stop = row.renew() ? "renew once, then stop" : "stop";
    return (row.retry() ? "retry" : stop) + " | " + row.why();
  }

  private static boolean worthARow(Advice.Row row) {
    return row.retry() || row.renew();
  }

  private static String yes(boolean value) {
    return value ? "yes" : "-";
  }
}
