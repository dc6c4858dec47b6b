package dev.hawser.diagnosis;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What somebody said, to be searched for tell-tale words whatever their case. */
final class Words {
  private static final int MAX_DEPTH = 20;

  private final String said;

  Words(String said) {
    this.said = said.toLowerCase(Locale.ROOT);
  }

  /** Returns a text and the class names and messages of a chain of causes, which may be a ring. */
  static Words of(String text, @Nullable Throwable exception) {
    StringBuilder said = new StringBuilder(text);
    Throwable next = exception;
    for (int i = 0; i < MAX_DEPTH && next != null; i++) {
      said.append('\n').append(next);
      next = next.getCause();
    }
    return new Words(said.toString());
  }

  /** Tells whether any of these, written in lower case, is among them. */
  boolean have(String... any) {
    for (String word : any) {
      if (said.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
