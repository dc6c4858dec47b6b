package dev.hawser.gateway.header;

import dev.hawser.http.Headers;
import dev.hawser.transport.TrustedProxies;
import java.util.List;

/** The hop that a request came from, by its {@code address:port}. */
public final class Hop {
  private Hop() {}

  /**
   * Returns the hops whose word on the client before them is taken.
   *
   * @param named addresses and ranges, such as {@code 10.0.0.0/8} and {@code ::1}
   * @throws IllegalArgumentException naming what is neither
   */
  public static TrustedProxies trusted(List<String> named) {
    return TrustedProxies.of(named.toArray(new String[0]));
  }

  /** Tells whether the hop is one of those. */
  public static boolean isOf(TrustedProxies trusted, String addressAndPort) {
    return trusted.trusts(address(addressAndPort));
  }

  /** Returns its address: no port, no zone, none of the brackets of IPv6. */
  static String address(String addressAndPort) {
    return TrustedProxies.NONE.client(addressAndPort, Headers.empty());
  }
}
