package dev.hawser.conformance;

/** How binding a rule is, in the words of RFC 2119. */
public enum Level {
  /** A transport that breaks it is not one. */
  MUST,
  /** There may be reasons to break it; they are declared. */
  SHOULD
}
