package dev.hawser.close;

/** Who owns a range of close codes (RFC 6455 s.7.4.2). */
public enum CodeRange {
  /** 0-999: not used. */
  UNUSED(0, 999),
  /** 1000-2999: the protocol, its revisions and public extensions. */
  PROTOCOL(1000, 2999),
  /** 3000-3999: libraries, frameworks and applications, registered with IANA. */
  REGISTERED(3000, 3999),
  /** 4000-4999: private use by prior agreement, never registered. */
  PRIVATE(4000, 4999),
  /** 5000-65535: fits sixteen bits but is never defined. */
  UNDEFINED(5000, 65535);

  private final int first;
  private final int last;

  CodeRange(int first, int last) {
    this.first = first;
    this.last = last;
  }

  /** Returns the smallest code of the range. */
  public int first() {
    return first;
  }

  /** Returns the largest code of the range. */
  public int last() {
    return last;
  }

  /** Returns the range that holds the code, a number of 0-65535. */
  static CodeRange of(int code) {
    for (CodeRange range : values()) {
      if (code <= range.last) {
        return range;
      }
    }
    throw new IllegalArgumentException("close code " + code + " is not in 0-65535");
  }
}
