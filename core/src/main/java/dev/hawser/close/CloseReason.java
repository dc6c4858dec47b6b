package dev.hawser.close;

import java.nio.charset.StandardCharsets;

/**
 * What a Close frame says: a code and a text of at most 123 bytes in UTF-8.
 *
 * <p>Immutable. An empty Close frame is {@link #NONE}: code 1005 and no text. Whether a code may be
 * sent is the role's affair: {@link CloseCode#sendableBy}. Source: RFC 6455 s.5.5.1.
 */
public record CloseReason(CloseCode code, String text) {
  /** The most bytes of UTF-8 a text may have: 125 of a control frame less two for the code. */
  public static final int MAX_TEXT_BYTES = 123;

  /** The empty Close frame. */
  public static final CloseReason NONE = new CloseReason(CloseCode.NO_STATUS_RCVD, "");

  /** Refuses a text that is too long, is no well-formed UTF-16, or stands without a code. */
  public CloseReason {
    requireWellFormed(text);
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_TEXT_BYTES) {
      throw new IllegalArgumentException(
          "close reason has "
              + bytes
              + " bytes of UTF-8, allowed are "
              + MAX_TEXT_BYTES
              + "; CloseReason.fit cuts it");
    }
    // RFC 6455 s.5.5.1: a body begins with the code, so a text cannot stand alone.
    if (code.equals(CloseCode.NO_STATUS_RCVD) && !text.isEmpty()) {
      throw new IllegalArgumentException(
          "an empty Close (1005) carries no text, got '" + text + "'");
    }
  }

  /** Returns a reason without a text. */
  public static CloseReason of(CloseCode code) {
    return new CloseReason(code, "");
  }

  /** Returns a reason with a text of at most 123 bytes in UTF-8. */
  public static CloseReason of(CloseCode code, String text) {
    return new CloseReason(code, text);
  }

  /**
   * Returns a reason whose text is cut, where it is too long, at the last whole code point that
   * fits.
   */
  public static CloseReason fit(CloseCode code, String text) {
    requireWellFormed(text);
    int bytes = 0;
    int end = 0;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      bytes += utf8Length(codePoint);
      if (bytes > MAX_TEXT_BYTES) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return new CloseReason(code, text.substring(0, end));
  }

  /**
   * Returns this reason if an endpoint of that role may send it.
   *
   * @throws IllegalArgumentException naming the code and the allowed ones
   */
  public CloseReason requireSendableBy(Role role) {
    if (!code.sendableBy(role)) {
      throw new IllegalArgumentException(
          "a "
              + role.name().toLowerCase(java.util.Locale.ROOT)
              + " may not send close code "
              + code
              + "; allowed are 1000-1003, "
              + (role == Role.CLIENT ? "1007-1011" : "1007-1009, 1011-1014")
              + " and 3000-4999");
    }
    return this;
  }

  private static int utf8Length(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }

  private static void requireWellFormed(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int codePoint = text.codePointAt(i);
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        throw new IllegalArgumentException(
            "close reason holds a lone surrogate at index " + i + ", which UTF-8 cannot carry");
      }
    }
  }

  /** Returns the code's text form, followed by the reason in quotes where there is one. */
  @Override
  public String toString() {
    return text.isEmpty() ? code.toString() : code + " \"" + text + "\"";
  }
}
