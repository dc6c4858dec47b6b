package dev.hawser.handbook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the handbook says of one code or status, in one language. Immutable.
 *
 * @param topic the entry it comes from
 * @param label the number as prose calls it: {@code 1006}, {@code HTTP 502}, {@code 4000-4999}
 * @param note why a range or class explains the number, null when the number has its own entry
 * @param gloss one line that says what it is
 * @param meaning one paragraph
 * @param when when one sees it, one case a line
 * @param fix what to do, one step a line
 * @param sender who may send it, and where it can be met
 * @param byDefault what Hawser does by default, and why
 * @param use when it is the right one to send
 * @param facts the facts that no other part tells
 */
public record Article(
    Topic topic,
    String label,
    @Nullable String note,
    String gloss,
    String meaning,
    List<String> when,
    List<String> fix,
    String sender,
    String byDefault,
    String use,
    List<Fact> facts) {
  /** Copies the lists. */
  public Article {
    when = List.copyOf(when);
    fix = List.copyOf(fix);
    facts = List.copyOf(facts);
  }

  /** Returns the label and the name in the registry's words: {@code 1014 Bad Gateway}. */
  public String title() {
    return label + " " + topic.name();
  }
}
