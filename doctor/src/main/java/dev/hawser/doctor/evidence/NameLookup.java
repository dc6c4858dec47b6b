package dev.hawser.doctor.evidence;

import java.util.List;

/**
 * What the resolver said of the host's name.
 *
 * @param addresses every address, in its order; empty when there is none
 * @param failure the resolver's words when it failed, otherwise empty
 * @param millis how long it took
 */
public record NameLookup(List<String> addresses, String failure, long millis) {
  /** Copies the addresses. */
  public NameLookup {
    addresses = List.copyOf(addresses);
  }

  /** Tells whether the resolver itself had trouble, so that the name may well exist. */
  public boolean temporary() {
    return failure.contains("Temporary failure");
  }
}
