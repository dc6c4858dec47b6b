package dev.hawser.doctor.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bound that the user wants kept.
 *
 * @param kind what is bounded
 * @param bound milliseconds for {@link Kind#IDLE}, bytes for {@link Kind#SIZE}, microseconds for
 *     round trips and answers
 * @param text as it was written
 */
public record Requirement(Kind kind, long bound, String text) {
  private static final Pattern TIME = Pattern.compile("(\\d{1,7}(?:\\.\\d{1,3})?)(ms|s|m|h)");
  private static final Pattern BYTES = Pattern.compile("(\\d{1,9})([kKmM]?)");

  /** The most bytes that the size test sends. */
  public static final long MAX_SIZE = 16L << 20;

  /** What can be bounded. */
  public enum Kind {
    /** The least silence that must be survived. */
    IDLE("idle", ">="),
    /** The least message size that must be taken. */
    SIZE("size", ">="),
    /** The bound of 50 % of the round trips. */
    RTT_P50("rtt-p50", "<"),
    /** The bound of 90 % of the round trips. */
    RTT_P90("rtt-p90", "<"),
    /** The bound of 99 % of the round trips. */
    RTT_P99("rtt-p99", "<"),
    /** The bound of the time to the answer to a message of the application. */
    ANSWER("answer", "<");

    private final String word;
    private final String sign;

    Kind(String word, String sign) {
      this.word = word;
      this.sign = sign;
    }

    /** Returns the percentile of a round trip, 0 for the others. */
    public int percent() {
      return switch (this) {
        case IDLE, SIZE, ANSWER -> 0;
        case RTT_P50 -> 50;
        case RTT_P90 -> 90;
        case RTT_P99 -> 99;
      };
    }
  }

  /**
   * Reads a list such as {@code idle>=5s,size>=1M,rtt-p99<200ms}.
   *
   * @throws IllegalArgumentException naming the element and what is allowed
   */
  public static List<Requirement> parse(String list) {
    List<Requirement> all = new ArrayList<>();
    for (String element : list.split(",", -1)) {
      all.add(one(element.strip()));
    }
    return List.copyOf(all);
  }

  private static Requirement one(String text) {
    for (Kind kind : Kind.values()) {
      String begin = kind.word + kind.sign;
      if (text.toLowerCase(Locale.ROOT).startsWith(begin)) {
        String value = text.substring(begin.length()).strip();
        long bound = kind == Kind.SIZE ? bytes(value, text) : micros(value, text);
        return new Requirement(kind, kind == Kind.IDLE ? bound / 1_000 : bound, text);
      }
    }
    throw refused(text);
  }

  private static long bytes(String value, String text) {
    Matcher matcher = BYTES.matcher(value);
    if (!matcher.matches()) {
      throw refused(text);
    }
    int shift =
        switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
          case "k" -> 10;
          case "m" -> 20;
          default -> 0;
        };
    long bytes = Long.parseLong(matcher.group(1)) << shift;
    if (bytes < 1 || bytes > MAX_SIZE) {
      throw refused(text);
    }
    return bytes;
  }

  private static long micros(String value, String text) {
    Matcher matcher = TIME.matcher(value);
    if (!matcher.matches()) {
      throw refused(text);
    }
    double unit =
        switch (matcher.group(2)) {
          case "ms" -> 1e3;
          case "s" -> 1e6;
          case "m" -> 60e6;
          default -> 3_600e6;
        };
    return Math.round(Double.parseDouble(matcher.group(1)) * unit);
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "'"
            + text
            + "' is not a requirement: idle>=TIME, size>=BYTES (1-16M, with K or M), rtt-p50<TIME,"
            + " rtt-p90<TIME, rtt-p99<TIME or answer<TIME, such as idle>=5s,size>=1M,rtt-p99<200ms");
  }
}
