package dev.hawser.doctor.judge;

import java.util.List;

/**
 * A sentence without its language: the bundles hold the words.
 *
 * @param key which sentence
 * @param facts what is filled in, in order
 */
public record Phrase(String key, List<String> facts) {
  /** Copies the facts. */
  public Phrase {
    facts = List.copyOf(facts);
  }

  /** Returns the sentence with these facts. */
  public static Phrase of(String key, Object... facts) {
    return new Phrase(key, java.util.Arrays.stream(facts).map(String::valueOf).toList());
  }
}
