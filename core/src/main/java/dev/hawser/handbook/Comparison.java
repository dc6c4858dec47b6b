package dev.hawser.handbook;

import java.util.List;

/**
 * Two codes or statuses held against each other, in one language. Immutable.
 *
 * @param title both titles in one line
 * @param left the first one's article
 * @param right the second one's article
 * @param gist the difference in short, one paragraph a line
 * @param differences the respects in which the data differ; empty when one entry explains both
 * @param choose when to use which, one case a line
 */
public record Comparison(
    String title,
    Article left,
    Article right,
    List<String> gist,
    List<Difference> differences,
    List<String> choose) {
  /** Copies the lists. */
  public Comparison {
    gist = List.copyOf(gist);
    differences = List.copyOf(differences);
    choose = List.copyOf(choose);
  }
}
