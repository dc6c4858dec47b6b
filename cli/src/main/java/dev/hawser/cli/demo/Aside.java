package dev.hawser.cli.demo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came of others in a fault that was not about the one connection alone.
 *
 * @param figures by name, in the order of the sentence that tells them
 * @param good whether they are as they should be
 */
public record Aside(Map<String, Long> figures, boolean good) {
  /** Copies the figures. */
  public Aside {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }
}
