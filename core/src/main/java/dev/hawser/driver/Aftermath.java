package dev.hawser.driver;

import dev.hawser.diagnosis.History;

/**
 * What the end of a link left behind.
 *
 * @param inDoubt messages written and not confirmed
 * @param history what is known of the link's origin
 */
public record Aftermath(long inDoubt, History history) {
  /** Nothing: no link ended. */
  public static final Aftermath NONE = new Aftermath(0, History.NONE);
}
