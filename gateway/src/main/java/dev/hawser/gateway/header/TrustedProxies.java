package dev.hawser.gateway.header;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * The addresses whose word on the client before them is taken: single ones and ranges, such as
 * {@code 10.0.0.0/8} and {@code ::1}.
 *
 * <p>Immutable. Trusts nobody by default.
 */
public final class TrustedProxies {
  /** Nobody is trusted. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  private final List<Range> ranges;

  @SuppressWarnings("ArrayRecordComponent") // Nobody compares ranges.
  private record Range(byte[] network, int bits) {
    boolean holds(byte[] address) {
      if (address.length != network.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit & 7);
        if ((address[bit >> 3] & mask) != (network[bit >> 3] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  private TrustedProxies(List<Range> ranges) {
    this.ranges = ranges;
  }

  /**
   * Returns those that stand in the list.
   *
   * @throws IllegalArgumentException naming what is neither an address nor a range
   */
  public static TrustedProxies of(List<String> named) {
    List<Range> ranges = new ArrayList<>();
    for (String one : named) {
      ranges.add(range(one));
    }
    return new TrustedProxies(List.copyOf(ranges));
  }

  private static Range range(String text) {
    int slash = text.indexOf('/');
    byte[] network = literal(slash < 0 ? text : text.substring(0, slash));
    int bits = network.length * 8;
    if (slash >= 0) {
      String digits = text.substring(slash + 1);
      bits = digits.matches("\\d{1,3}") ? Integer.parseInt(digits) : -1;
    }
    if (network.length == 0 || bits < 0 || bits > network.length * 8) {
      throw new IllegalArgumentException(
          "'" + text + "' is no trusted proxy: an IP address or a range such as 10.0.0.0/8");
    }
    return new Range(network, bits);
  }

  /** Returns the bytes of an address, none for a name, which would have to be looked up. */
  private static byte[] literal(String text) {
    if (!text.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      return new byte[0];
    }
    if (text.indexOf(':') < 0 && !text.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
      return new byte[0];
    }
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException notAnAddress) {
      return new byte[0];
    }
  }

  /** Tells whether the hop at that {@code address:port} is trusted. */
  public boolean trusts(String addressAndPort) {
    byte[] address = literal(host(addressAndPort));
    return address.length > 0 && ranges.stream().anyMatch(range -> range.holds(address));
  }

  /** Returns the address of {@code address:port}, without the brackets of IPv6. */
  static String host(String addressAndPort) {
    int colon = addressAndPort.lastIndexOf(':');
    String host = colon < 0 ? addressAndPort : addressAndPort.substring(0, colon);
    int zone = host.indexOf('%');
    if (host.startsWith("[")) {
      return host.substring(1, zone < 0 ? host.length() - 1 : zone);
    }
    return host;
  }
}
