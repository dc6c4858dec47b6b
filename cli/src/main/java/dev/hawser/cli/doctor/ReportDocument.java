package dev.hawser.cli.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hawser.doctor.report.Sheet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A report as one JSON document; {@code docs/reference/doctor.schema.json} describes it. */
final class ReportDocument {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ReportDocument() {}

  /** Returns the document, indented, with what changed since a baseline where there is one. */
  static String of(Sheet sheet, @Nullable List<String> changes) {
    ObjectNode document = MAPPER.createObjectNode();
    document.put("url", sheet.url());
    document.set("verdict", verdict(sheet.verdict()));
    document.set("proof", MAPPER.valueToTree(sheet.proof()));
    document.put("fix", sheet.fix());
    document.set("ruledOut", MAPPER.valueToTree(sheet.ruledOut()));
    var steps = document.putArray("steps");
    for (Sheet.Line step : sheet.steps()) {
      steps
          .addObject()
          .put("id", step.id())
          .put("outcome", step.outcome())
          .put("ms", step.ms())
          .put("evidence", step.evidence());
    }
    var next = document.putArray("nextTests");
    for (Sheet.Next test : sheet.nextTests()) {
      next.addObject().put("command", test.command()).put("why", test.why());
    }
    var warnings = document.putArray("warnings");
    sheet.warnings().forEach(warning -> warnings.add(verdict(warning)));
    var requirements = document.putArray("requirements");
    for (Sheet.Requirement bound : sheet.requirements()) {
      requirements
          .addObject()
          .put("bound", bound.bound())
          .put("met", bound.met())
          .put("measured", bound.measured());
    }
    if (changes != null) {
      document.set("changes", MAPPER.valueToTree(changes));
    }
    document.put("ms", sheet.millis());
    document.put("exitCode", sheet.exitCode());
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers could not be written", e);
    }
  }

  private static ObjectNode verdict(Sheet.Verdict verdict) {
    return MAPPER
        .createObjectNode()
        .put("cause", verdict.cause())
        .put("confidence", verdict.confidence())
        .put("hop", verdict.hop())
        .put("phase", verdict.phase())
        .put("summary", verdict.summary());
  }
}
