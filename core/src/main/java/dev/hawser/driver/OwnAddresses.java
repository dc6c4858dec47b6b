package dev.hawser.driver;

import dev.hawser.diagnosis.LocalAddress;
import java.io.IOException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** The addresses of this machine, as far as a diagnosis asks for them. */
interface OwnAddresses {
  /**
   * Returns the address from which this machine would reach that {@code address:port}, null where
   * no way leads there.
   *
   * @throws IOException if the system does not tell
   */
  @Nullable InetAddress toward(String peer) throws IOException;

  /**
   * Tells whether this machine has that address on an interface that is up.
   *
   * @throws IOException if the system does not tell
   */
  boolean has(InetAddress address) throws IOException;

  /** Returns the address that a link to that peer begins at; null where nobody knows. */
  default @Nullable InetAddress from(String peer) {
    try {
      return toward(peer);
    } catch (IOException untold) {
      return null;
    }
  }

  /** Returns what became of the address since a link to that peer began there. */
  default LocalAddress since(@Nullable InetAddress then, String peer) {
    if (then == null) {
      return LocalAddress.UNKNOWN;
    }
    try {
      if (!has(then)) {
        return LocalAddress.GONE;
      }
      return then.equals(toward(peer)) ? LocalAddress.KEPT : LocalAddress.OTHER;
    } catch (IOException untold) {
      return LocalAddress.UNKNOWN;
    }
  }
}
