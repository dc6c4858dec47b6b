package dev.hawser.handbook;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The handbook in one language: explains any code or status and compares any two.
 *
 * <p>Immutable and safe for all threads. Numbers of 100-599 are read as HTTP statuses of a refused
 * handshake, all others of 0-65535 as close codes.
 */
public final class Handbook {
  private static final List<Aspect> AT_A_GLANCE =
      List.of(Aspect.MOMENT, Aspect.FAULT, Aspect.ADVICE, Aspect.FIRST_WAIT);

  private final Language language;
  private final Texts texts;

  private Handbook(Language language) {
    this.language = language;
    this.texts = new Texts(language);
  }

  /** Returns the handbook in that language. */
  public static Handbook in(Language language) {
    return new Handbook(language);
  }

  /** Returns the handbook in the locale's language, in English where it is not written in it. */
  public static Handbook in(Locale locale) {
    return in(Language.of(locale));
  }

  /** Returns the language. */
  public Language language() {
    return language;
  }

  /** Returns the fixed line or heading. */
  public String label(Label label) {
    return texts.line("label." + label.name().toLowerCase(Locale.ROOT));
  }

  /**
   * Returns what the handbook says of that number; a number without its own entry is explained by
   * its range or class, and the article's note says so.
   *
   * @throws IllegalArgumentException if the number is not in 0-65535
   */
  public Article article(int number) {
    Topic topic = Topics.of(number);
    if (topic.first() == topic.last()) {
      return article(topic);
    }
    String label = topic.http() ? "HTTP " + number : String.valueOf(number);
    return article(topic, label, note(number, topic));
  }

  /** Returns the article of an entry, such as that of a whole range. */
  public Article article(Topic topic) {
    return article(topic, topic.label(), null);
  }

  /**
   * Returns two numbers held against each other; swapping them swaps the sides and nothing else.
   *
   * @throws IllegalArgumentException if a number is not in 0-65535, or both are the same
   */
  public Comparison compare(int left, int right) {
    if (left == right) {
      throw new IllegalArgumentException(
          "a comparison needs two different numbers, got " + left + " twice");
    }
    return new Comparing(texts, article(left), article(right)).result();
  }

  private Article article(Topic topic, String label, @Nullable String note) {
    String key = topic.key();
    Facts facts = topic.facts();
    return new Article(
        topic,
        label,
        note,
        texts.line(key + ".gloss"),
        texts.line(key + ".meaning"),
        texts.lines(key + ".when"),
        texts.lines(key + ".fix"),
        Texts.upperFirst(
            texts.filled("who", texts.of(facts.sender()), texts.of(facts.visibility()))),
        texts.line("does." + facts.byDefault()) + " " + texts.line(key + ".why"),
        texts.line(key + ".use"),
        AT_A_GLANCE.stream().map(aspect -> fact(aspect, topic)).toList());
  }

  private Fact fact(Aspect aspect, Topic topic) {
    return new Fact(aspect, texts.of(aspect), texts.of(aspect.of(topic)));
  }

  private String note(int number, Topic topic) {
    if (topic.http()) {
      return texts.filled("note.unknown-status", String.valueOf(number), topic.title());
    }
    String key =
        topic.facts().visibility() == Visibility.NEVER
            ? "note.impossible-code"
            : "note.unknown-code";
    return texts.filled(key, String.valueOf(number), topic.title());
  }
}
