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
      `retryOnStatus`, `stopOnStatus` of `Backoff`.

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
        .filter(status -> Advice.standard().onStatus(status).retry())
        .forEach(s -> rows.append(row("" + s, Advice.standard().onStatus(s))));
    return rows.append(row("every other", Advice.standard().onStatus(400)))
        .append("\nWith 429 and 503 a `Retry-After` is waited out first.\n")
        .toString();
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
    return (row.retry() ? "retry" : "stop") + " | " + row.why();
  }

  private static String yes(boolean value) {
    return value ? "yes" : "-";
  }
}
