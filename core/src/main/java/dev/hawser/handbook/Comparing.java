package dev.hawser.handbook;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Draws a comparison of two articles: from its own texts where there are any, else from data. */
final class Comparing {
  /** The order in which aspects tell two entries apart best. */
  private static final List<Aspect> MOST_TELLING =
      List.of(
          Aspect.VISIBILITY,
          Aspect.MOMENT,
          Aspect.FAULT,
          Aspect.SENDER,
          Aspect.ADVICE,
          Aspect.FIRST_WAIT,
          Aspect.DEFAULT,
          Aspect.KIND);

  private final Texts texts;
  private final Article left;
  private final Article right;

  Comparing(Texts texts, Article left, Article right) {
    this.texts = texts;
    this.left = left;
    this.right = right;
  }

  Comparison result() {
    String title = texts.filled("label.versus", left.title(), right.title());
    Optional<String> written = written();
    return new Comparison(
        title,
        left,
        right,
        written.map(key -> texts.lines(key + ".gist")).orElseGet(this::drawnGist),
        differences(),
        written.map(key -> texts.lines(key + ".choose")).orElseGet(this::drawnChoice));
  }

  private Optional<String> written() {
    String there = left.topic().key();
    String here = right.topic().key();
    return Stream.of("pair." + there + "-" + here, "pair." + here + "-" + there)
        .filter(key -> texts.has(key + ".gist"))
        .findFirst();
  }

  private boolean sameEntry() {
    return left.topic().equals(right.topic());
  }

  private List<Difference> differences() {
    return Arrays.stream(Aspect.values()).filter(this::differs).map(this::difference).toList();
  }

  private boolean differs(Aspect aspect) {
    return aspect.of(left.topic()) != aspect.of(right.topic());
  }

  private Difference difference(Aspect aspect) {
    return new Difference(
        aspect,
        texts.of(aspect),
        texts.of(aspect.of(left.topic())),
        texts.of(aspect.of(right.topic())));
  }

  private List<String> drawnGist() {
    if (sameEntry()) {
      return List.of(texts.filled("gist.same", left.label(), right.label(), left.topic().title()));
    }
    String first =
        MOST_TELLING.stream()
            .filter(this::differs)
            .findFirst()
            .map(this::told)
            .orElseGet(() -> texts.line("gist.none"));
    return List.of(first, handling());
  }

  private String told(Aspect aspect) {
    Difference difference = difference(aspect);
    return texts.filled(
        "gist." + aspect, left.label(), difference.left(), right.label(), difference.right());
  }

  private String handling() {
    boolean leftStops = left.topic().facts().byDefault() == ByDefault.STOP;
    boolean rightStops = right.topic().facts().byDefault() == ByDefault.STOP;
    String key;
    if (leftStops == rightStops) {
      key = leftStops ? "handling.both-stop" : "handling.both-retry";
    } else {
      key = rightStops ? "handling.first-retries" : "handling.second-retries";
    }
    return texts.filled(key, left.label(), right.label());
  }

  private List<String> drawnChoice() {
    return sameEntry() ? List.of(choice(left)) : List.of(choice(left), choice(right));
  }

  private String choice(Article article) {
    String advice = texts.of(article.topic().facts().advice());
    return texts.filled("choice", article.label(), advice, article.use());
  }
}
