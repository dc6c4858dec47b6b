package dev.hawser.reconnect;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which vendor's profile holds for which endpoint.
 *
 * <p>Immutable. A profile speaks only of a Close frame of the peer; what the user says of a code
 * counts more.
 *
 * @param everywhere the profile of every endpoint without one of its own, null for none
 * @param byEndpoint the profiles of single endpoints, counted from 0
 */
public record Vendors(@Nullable VendorProfile everywhere, Map<Integer, VendorProfile> byEndpoint) {
  /** No profile: the general advice counts. */
  public static final Vendors NONE = new Vendors(null, Map.of());

  /** Copies the map; refuses an endpoint that cannot be. */
  public Vendors {
    byEndpoint = Map.copyOf(byEndpoint);
    for (int endpoint : byEndpoint.keySet()) {
      if (endpoint < 0) {
        throw new IllegalArgumentException("endpoint " + endpoint + " is negative");
      }
    }
  }

  /** Returns a copy with that profile for every endpoint without one of its own. */
  public Vendors with(VendorProfile profile) {
    return new Vendors(profile, byEndpoint);
  }

  /** Returns a copy with that profile for one endpoint, counted from 0. */
  public Vendors with(int endpoint, VendorProfile profile) {
    Map<Integer, VendorProfile> copy = new HashMap<>(byEndpoint);
    copy.put(endpoint, profile);
    return new Vendors(everywhere, copy);
  }

  /** Returns the profile of an endpoint, null when it has none. */
  public @Nullable VendorProfile of(int endpoint) {
    VendorProfile own = byEndpoint.get(endpoint);
    return own == null ? everywhere : own;
  }
}
