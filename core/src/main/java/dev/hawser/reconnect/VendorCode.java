package dev.hawser.reconnect;

import dev.hawser.handbook.Language;
import org.jspecify.annotations.Nullable;

/**
 * One row of a vendor's profile: a close code, or a range of them, and what it means there.
 *
 * @param first the first code, 1000 to 4999
 * @param last the last code, {@code first} to 4999
 * @param advice what the vendor asks of a client
 * @param pause the wait that goes with {@link VendorAdvice#RETRY} in place of the general one, null
 *     where the vendor names none
 * @param name the vendor's name of the code, not blank
 * @param english what it means and what to do, in English, not blank
 * @param french the same in French, null where the profile has none
 */
public record VendorCode(
    int first,
    int last,
    VendorAdvice advice,
    @Nullable Wait pause,
    String name,
    String english,
    @Nullable String french) {
  private static final int LEAST = 1000;
  private static final int MOST = 4999;

  /** Refuses codes out of range, a wait where nobody comes back, and missing words. */
  public VendorCode {
    if (first < LEAST || last > MOST || first > last) {
      throw new IllegalArgumentException(
          label(first, last) + " is no code and no range within " + LEAST + "-" + MOST);
    }
    if (pause != null && advice != VendorAdvice.RETRY) {
      throw new IllegalArgumentException(
          label(first, last) + ": a wait goes with retry only, not with " + advice.word());
    }
    if (name.isBlank() || english.isBlank()) {
      throw new IllegalArgumentException(label(first, last) + " lacks its name or its meaning");
    }
  }

  /** Returns the code, or the range such as {@code 4100-4199}. */
  public String label() {
    return label(first, last);
  }

  /** Returns the meaning in that language, in English where the profile has no other. */
  public String meaning(Language language) {
    return language == Language.FRENCH && french != null ? french : english;
  }

  /** Returns what a client is asked to do, in that language. */
  public String advice(Language language) {
    return VendorWords.of(this, language);
  }

  /** Tells whether the row speaks of that code. */
  public boolean holds(int code) {
    return first <= code && code <= last;
  }

  /** Returns how many codes the row holds. */
  int width() {
    return last - first + 1;
  }

  /** Tells whether the rows share codes and neither is the narrower one inside the other. */
  boolean clashesWith(VendorCode other) {
    boolean apart = last < other.first || other.last < first;
    return !apart && !surrounds(other) && !other.surrounds(this);
  }

  private boolean surrounds(VendorCode other) {
    return width() > other.width() && holds(other.first) && holds(other.last);
  }

  Advice.Row row(String vendor) {
    boolean retry = advice == VendorAdvice.RETRY;
    String why = vendor + " calls it '" + name + "' and asks to " + (retry ? "come back" : "stop");
    return new Advice.Row(retry, why, advice == VendorAdvice.RENEW);
  }

  private static String label(int first, int last) {
    return first == last ? String.valueOf(first) : first + "-" + last;
  }
}
