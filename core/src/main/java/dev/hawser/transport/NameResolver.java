package dev.hawser.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Finds the addresses of a host name, for adapters that make TCP connections themselves.
 *
 * <p>Called on the {@link TransportContext}'s executor, from several threads at a time, and may
 * block: an attempt whose connect deadline passes meanwhile ends without it.
 */
@FunctionalInterface
public interface NameResolver {
  /** The operating system's, asked through the JDK and kept for as long as that keeps answers. */
  NameResolver SYSTEM = name -> List.of(InetAddress.getAllByName(name));

  /**
   * Returns the addresses in the order in which they are to be tried, at least one.
   *
   * @param name a host name; addresses that stand in a URL are not asked for
   * @throws UnknownHostException if it has none
   */
  List<InetAddress> addresses(String name) throws UnknownHostException;
}
