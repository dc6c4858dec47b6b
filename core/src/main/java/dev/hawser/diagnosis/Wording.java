package dev.hawser.diagnosis;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Phase;
import dev.hawser.close.Traffic;
import dev.hawser.close.TransportEnd;
import dev.hawser.http.HttpAnswer;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Puts a diagnosis into words: picks the texts and fills in the facts. */
final class Wording {
  private final Spelling spelling;

  Wording(Spelling spelling) {
    this.spelling = spelling;
  }

  Explanation explanation(Diagnosis diagnosis) {
    Ending ending = diagnosis.evidence().ending();
    Map<String, String> facts = facts(diagnosis);
    String happened = spelling.text(happened(ending), facts) + aside(ending, facts);
    Optional<GatewayNote> note = GatewayNote.of(ending);
    String why =
        spelling.text("confidence." + diagnosis.confidence(), facts)
            + text("cause." + diagnosis.cause(), diagnosis.measure().sort(), facts)
            + note.map(said -> " " + said.text(spelling)).orElse("")
            + alternatives(diagnosis)
            + excluded(diagnosis, facts);
    String remedy = text("remedy." + diagnosis.remedy(), diagnosis.measure().sort(), facts);
    String log = note.map(said -> logged(said.id())).orElse("");
    return new Explanation(happened, why, remedy + log + next(diagnosis));
  }

  /** Returns the text for figures of that sort where it has one and all of them are known. */
  private String text(String key, Measure.Sort sort, Map<String, String> facts) {
    if (sort != Measure.Sort.NONE) {
      for (Measure.Sort figures : List.of(sort, Measure.Sort.MEASURED)) {
        String own = key + "." + figures.name().toLowerCase(Locale.ROOT);
        if (spelling.fills(own, facts.keySet())) {
          return spelling.text(own, facts);
        }
      }
    }
    return spelling.text(key, facts);
  }

  private String alternatives(Diagnosis diagnosis) {
    List<String> titles =
        diagnosis.alternatives().stream()
            .map(cause -> spelling.quote(spelling.text("title." + cause)))
            .toList();
    return titles.isEmpty()
        ? ""
        : " " + spelling.text("alternatives", Map.of("alternatives", spelling.list(titles)));
  }

  /** Under what the gateway's log has it. */
  private String logged(String id) {
    return id.isEmpty() ? "" : " " + spelling.text("gateway-id", Map.of("id", spelling.quote(id)));
  }

  /** What would tell alternatives apart; without any, the remedy says it. */
  private String next(Diagnosis diagnosis) {
    return diagnosis.alternatives().isEmpty()
        ? ""
        : diagnosis.next().map(test -> " " + spelling.text("next." + test)).orElse("");
  }

  /** The key of the sentence that says what was seen. */
  private static String happened(Ending ending) {
    if (ending instanceof Ending.Closed) {
      boolean empty = ending.code().equals(CloseCode.NO_STATUS_RCVD);
      return "closed." + ending.by() + (empty ? ".empty" : "");
    }
    if (ending instanceof Ending.Dropped) {
      return "dropped." + ending.facts().frames().transportEnd();
    }
    if (ending instanceof Ending.Failed failed) {
      return "failed." + failed.fault() + (OwnSideRules.ranOut(failed) ? ".unasked" : "");
    }
    if (ending instanceof Ending.Unreachable unreachable) {
      return "unreachable." + unreachable.kind();
    }
    if (ending instanceof Ending.Refused) {
      return "refused";
    }
    return "aborted." + ending.by() + (ending.opened() ? ".open" : ".dial");
  }

  /** What else was seen and is worth a sentence. */
  private String aside(Ending ending, Map<String, String> facts) {
    if (ending instanceof Ending.Dropped && ending.facts().frames().midFrame()) {
      return " " + spelling.text("mid-frame");
    }
    TransportEnd end = ending.facts().frames().transportEnd();
    // Unseen may mean not yet: the peer's Close is explained before TCP has ended.
    boolean seen = end != TransportEnd.UNSEEN;
    return ending instanceof Ending.Closed closed && seen && !closed.clean()
        ? " " + spelling.text("unclean." + end, facts)
        : "";
  }

  private String excluded(Diagnosis diagnosis, Map<String, String> facts) {
    boolean sure =
        diagnosis.confidence() == Confidence.CONFIRMED
            || diagnosis.confidence() == Confidence.LIKELY;
    if (sure || diagnosis.excluded().isEmpty()) {
      return "";
    }
    // A limit on silence that is longer than the silence cannot have ended it.
    boolean silence = diagnosis.evidence().ending() instanceof Ending.Dropped;
    return " " + spelling.text(silence ? "excluded.silence" : "excluded", facts);
  }

  private Map<String, String> facts(Diagnosis diagnosis) {
    Ending ending = diagnosis.evidence().ending();
    LinkFacts seen = ending.facts();
    Map<String, String> facts = new HashMap<>();
    facts.put("peer", spelling.text("peer." + seen.role()));
    facts.put("Peer", spelling.text("Peer." + seen.role()));
    facts.put("code", ending.code().toString());
    facts.put("said", fragment("said", ending.text()));
    facts.put("detail", fragment("detail", ending.text()));
    facts.put("age", spelling.duration(seen.timeline().open()));
    facts.put("closing", spelling.duration(seen.timeline().closing()));
    facts.put("tried", spelling.duration(seen.timeline().total()));
    facts.put("silence", spelling.duration(seen.traffic().silentIn()));
    // A limit may watch one direction only, so the longer of the two silences is what speaks.
    facts.put("idle", spelling.duration(Collections.max(silences(seen.traffic()))));
    facts.put("pings", String.valueOf(seen.traffic().pingsSent()));
    facts.put("pongs", String.valueOf(seen.traffic().pongsReceived()));
    facts.put("bytes", String.valueOf(seen.traffic().bytesIn()));
    facts.put("alert", String.valueOf(seen.frames().tlsAlert()));
    String target = seen.peer().target();
    facts.put(
        "target", " " + (target.isEmpty() ? spelling.text("no-target") : spelling.safe(target)));
    facts.put("addresses", fragment("addresses", spelling.list(seen.peer().addressesTried())));
    facts.put("count", String.valueOf(diagnosis.evidence().endedAtOnce()));
    facts.put("excluded", spelling.list(diagnosis.excluded().stream().map(this::name).toList()));
    answer(ending, facts);
    new Figures(spelling).add(diagnosis, facts);
    return facts;
  }

  private void answer(Ending ending, Map<String, String> facts) {
    if (ending instanceof Ending.Refused refused) {
      HttpAnswer answer = refused.answer();
      facts.put("status", String.valueOf(answer.status()));
      facts.put("proxyStatus", fragment("proxy-status", ProxyStatus.of(answer)));
      facts.put("retryAfter", fragment("retry-after", header(answer, "Retry-After")));
      facts.put("server", fragment("server", header(answer, "Server")));
      facts.put("location", fragment("location", header(answer, "Location")));
    }
  }

  private static List<Duration> silences(Traffic traffic) {
    return List.of(traffic.silentIn(), traffic.silentOut());
  }

  private static String header(HttpAnswer answer, String name) {
    String value = answer.headers().first(name);
    return value == null ? "" : value;
  }

  /** A part of a sentence around a quotation; nothing when there is nothing to quote. */
  private String fragment(String key, String quoted) {
    return quoted.isEmpty()
        ? ""
        : spelling.text("fragment." + key, Map.of("text", spelling.quote(quoted)));
  }

  private String name(Phase phase) {
    return spelling.text("phase." + phase);
  }
}
