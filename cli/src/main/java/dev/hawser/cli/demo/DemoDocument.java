package dev.hawser.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hawser.Tally;
import dev.hawser.cli.Loss;

/** A demo's result as one JSON document; {@code docs/reference/cli.md} describes its fields. */
public final class DemoDocument {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private DemoDocument() {}

  /** Returns the document, indented. */
  public static String of(DemoResult result) {
    ObjectNode document = MAPPER.createObjectNode();
    document.put("transport", result.transport());
    document.put("sent", result.sent());
    document.put("delivered", result.delivered());
    Tally tally = result.outcomes();
    document
        .putObject("outcomes")
        .put("written", tally.written())
        .put("dropped", tally.dropped())
        .put("unknown", tally.unknown())
        .put("inDoubt", tally.inDoubt())
        .put("resent", tally.resent());
    var faults = document.putArray("faults");
    result.faults().forEach(fault -> put(faults.addObject(), fault));
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void put(ObjectNode node, FaultReport fault) {
    Loss seen = fault.seen();
    node.put("name", fault.name());
    node.put("closeCode", seen == null ? null : Integer.valueOf(seen.code().value()));
    node.put("cause", seen == null ? null : seen.cause());
    node.put("explanation", seen == null ? null : seen.explanation());
    node.put("noticedMs", fault.noticedMs() < 0 ? null : Long.valueOf(fault.noticedMs()));
    node.put("backMs", fault.backMs() < 0 ? null : Long.valueOf(fault.backMs()));
    node.put("attempts", fault.attempts());
    Aside aside = fault.aside();
    if (aside != null) {
      ObjectNode others = node.putObject("others");
      aside.figures().forEach(others::put);
    }
  }
}
