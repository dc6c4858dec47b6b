package dev.hawser.driver;

import dev.hawser.diagnosis.History;
import dev.hawser.diagnosis.LocalAddress;

/**
 * What the end of a link left behind.
 *
 * @param inDoubt messages written and not confirmed
 * @param history what is known of the link's origin
 * @param address what became of this machine's address
 */
public record Aftermath(long inDoubt, History history, LocalAddress address) {
  /** Nothing: no link ended. */
  public static final Aftermath NONE = new Aftermath(0, History.NONE, LocalAddress.UNKNOWN);
}
