package dev.hawser.doctor.evidence;

import java.util.List;

/**
 * What the user asked with, as far as it matters to the rules.
 *
 * @param secure whether the URL is a wss one
 * @param credentials whether Authorization or Cookie was given
 * @param subprotocols the subprotocols offered
 * @param origin the Origin given, empty for the URL's own
 */
public record Ask(boolean secure, boolean credentials, List<String> subprotocols, String origin) {
  /** Copies the list. */
  public Ask {
    subprotocols = List.copyOf(subprotocols);
  }
}
