package dev.hawser.doctor.judge;

/** Bytes and figures as a person reads them. */
final class Figures {
  private static final int MOST = 40;

  private Figures() {}

  /** Returns the first characters, what cannot be printed as {@code \xNN}. */
  static String start(String bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length() && text.length() < MOST; i++) {
      char c = bytes.charAt(i);
      if (c >= ' ' && c < 0x7F) {
        text.append(c);
      } else {
        text.append(String.format("\\x%02x", (int) c));
      }
    }
    return text.toString();
  }

  /** Returns a time in seconds with one digit: {@code 2.0 s}. */
  static String seconds(long millis) {
    return String.format(java.util.Locale.ROOT, "%.1f\u00a0s", millis / 1_000.0);
  }
}
