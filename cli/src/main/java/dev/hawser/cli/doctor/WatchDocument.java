package dev.hawser.cli.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hawser.diagnosis.Confidence;

/** A watch as one JSON document; {@code docs/reference/watch.schema.json} describes it. */
final class WatchDocument {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private WatchDocument() {}

  private static String confidence(WatchLog.Summary summary) {
    Confidence held = summary.nothing() ? Confidence.UNKNOWN : Confidence.CONFIRMED;
    return (summary.verdict() == null ? held : summary.verdict().confidence()).name();
  }

  static String of(WatchLog.Summary summary) {
    ObjectNode document = MAPPER.createObjectNode();
    document.put("url", summary.url());
    document.put("forMs", summary.span());
    document.put("sessions", summary.sessions());
    document.put("failedDials", summary.failedDials());
    document.put("upMs", summary.up());
    WatchLog.Loss verdict = summary.verdict();
    document
        .putObject("verdict")
        .put("cause", summary.cause())
        .put("confidence", confidence(summary))
        .put("summary", verdict == null ? "" : verdict.explanation());
    var losses = document.putArray("losses");
    for (WatchLog.Loss loss : summary.losses()) {
      losses
          .addObject()
          .put("atMs", loss.at())
          .put("ageMs", loss.age())
          .put("silenceMs", loss.silence())
          .put("code", loss.code())
          .put("cause", loss.cause())
          .put("confidence", loss.confidence().name())
          .put("explanation", loss.explanation());
    }
    document.put("exitCode", summary.exitCode());
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers could not be written", e);
    }
  }
}
