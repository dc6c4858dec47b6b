package dev.hawser.diagnosis;

/**
 * A diagnosis in words.
 *
 * @param happened what was seen, as facts
 * @param cause the cause and how sure it is, with what can be excluded where it is not
 * @param remedy what to do
 */
public record Explanation(String happened, String cause, String remedy) {
  /** Returns the three, one after the other. */
  @Override
  public String toString() {
    return happened + " " + cause + " " + remedy;
  }
}
