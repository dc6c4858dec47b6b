package dev.hawser.handbook;

/** A heading or fixed line that stands around the handbook's texts. */
public enum Label {
  /** The handbook's title. */
  TITLE,
  /** What the handbook covers. */
  INTRO,
  /** Heads the meaning. */
  MEANING,
  /** Heads the cases in which one sees it. */
  WHEN,
  /** Heads the steps of the repair. */
  FIX,
  /** Heads who may send it. */
  SENDER,
  /** Heads what Hawser does by default. */
  DEFAULT,
  /** Heads when it is the right one to send. */
  USE,
  /** Heads the facts in one line each. */
  FACTS,
  /** Heads the references. */
  REFERENCE,
  /** Heads the difference in short. */
  GIST,
  /** Heads the differences drawn from the data. */
  DIFFERENCES,
  /** Heads when to use which. */
  CHOOSE,
  /** Heads a list of comparisons. */
  COMPARISONS,
  /** Heads a list of close codes. */
  CODES,
  /** Heads a list of ranges. */
  RANGES,
  /** Heads a list of HTTP statuses. */
  STATUSES,
  /** Says that a page is generated. */
  GENERATED
}
