package dev.hawser.reconnect;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a vendor's documentation asks of a client after one of its close codes. */
public enum VendorAdvice {
  /** Reconnect with backoff; a row may add a wait. */
  RETRY,
  /** Get new credentials, reconnect once, and stop if that does not help. */
  RENEW,
  /** Stop: something must change first, or the end is meant. */
  STOP;

  /** Returns the word that stands for it in a profile: its name in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads the word of a profile, naming the words there are when it is none of them. */
  static VendorAdvice of(String word) {
    for (VendorAdvice advice : values()) {
      if (advice.word().equals(word)) {
        return advice;
      }
    }
    throw new IllegalArgumentException(
        "advice '"
            + word
            + "' is none of "
            + Arrays.stream(values()).map(VendorAdvice::word).collect(Collectors.joining(", ")));
  }
}
