package dev.hawser.conformance;

/** Rules of one kind, as default methods; {@link TransportConformance} is made of all families. */
public interface Family {
  /** Returns what the rule that runs now works with. */
  Bench bench();
}
