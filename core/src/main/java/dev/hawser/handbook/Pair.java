package dev.hawser.handbook;

import java.util.List;

/** Two numbers that are often confused and whose comparison is written by hand. */
public record Pair(int left, int right) {
  private static final List<Pair> WRITTEN =
      List.of(
          new Pair(1000, 1001),
          new Pair(1000, 1005),
          new Pair(1005, 1006),
          new Pair(1006, 1011),
          new Pair(1006, 1014),
          new Pair(1006, 1015),
          new Pair(1008, 3000),
          new Pair(1011, 1014),
          new Pair(1012, 1013),
          new Pair(1012, 1014),
          new Pair(1014, 502));

  /** Returns the pairs with a comparison of their own, in rising order. */
  public static List<Pair> written() {
    return WRITTEN;
  }

  /** Returns the name of the pair's texts, made of the keys of its topics. */
  String key() {
    return Topics.of(left).key() + "-" + Topics.of(right).key();
  }
}
