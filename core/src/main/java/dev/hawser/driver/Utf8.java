package dev.hawser.driver;

/** Measures text as UTF-8 without encoding it. */
final class Utf8 {
  private Utf8() {}

  static int length(String text) {
    int ascii = 0;
    while (ascii < text.length() && text.charAt(ascii) < 0x80) {
      ascii++;
    }
    long bytes = ascii;
    for (int i = ascii; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes++;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (!Character.isSurrogate(c)) {
        bytes += 3;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        bytes += 4;
        i++;
      } else {
        throw new IllegalArgumentException(
            "the text holds a lone surrogate at index " + i + ", which UTF-8 cannot carry");
      }
    }
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }
}
