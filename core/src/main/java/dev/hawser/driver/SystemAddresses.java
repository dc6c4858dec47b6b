package dev.hawser.driver;

import dev.hawser.transport.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/**
 * Asks the operating system: a datagram socket that is connected and sends nothing has the address
 * that its packets would bear. Thread-safe; never asks a name server.
 */
final class SystemAddresses implements OwnAddresses {
  /** The answer given last: most links of a process begin at one address, which is held once. */
  private volatile @Nullable InetAddress last;

  @Override
  public @Nullable InetAddress toward(String peer) throws IOException {
    InetSocketAddress there = literal(peer);
    try (DatagramChannel channel = DatagramChannel.open()) {
      try {
        channel.connect(there);
      } catch (IOException unreachable) {
        return null;
      }
      SocketAddress here = channel.getLocalAddress();
      return here instanceof InetSocketAddress bound ? shared(bound.getAddress()) : null;
    }
  }

  private InetAddress shared(InetAddress found) {
    InetAddress known = last;
    if (known != null && known.equals(found)) {
      return known;
    }
    last = found;
    return found;
  }

  @Override
  public boolean has(InetAddress address) throws IOException {
    NetworkInterface its = NetworkInterface.getByInetAddress(address);
    return its != null && its.isUp();
  }

  /**
   * Returns what {@code address:port} says; a name is refused, as it would have to be looked up.
   */
  private static InetSocketAddress literal(String peer) throws IOException {
    int colon = peer.lastIndexOf(':');
    String host = Addresses.bare(peer.substring(0, Math.max(0, colon)));
    if (!host.matches("[0-9.]+") && host.indexOf(':') < 0) {
      throw new IOException("'" + peer + "' is no address and port");
    }
    try {
      return new InetSocketAddress(
          InetAddress.getByName(host), Integer.parseInt(peer.substring(colon + 1)));
    } catch (IllegalArgumentException wrong) {
      throw new IOException("'" + peer + "' is no address and port", wrong);
    }
  }
}
