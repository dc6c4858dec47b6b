package dev.hawser.transport;

import dev.hawser.http.Headers;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The proxies whose word on where a request came from is believed: addresses and CIDR ranges.
 *
 * <p>Immutable. Proxies add the address of the hop before them at the end of a header field. The
 * field is read from its end as long as the hop that wrote is trusted; the first address that is
 * not trusted is the client's. Whatever stands before it may have been made up by that client.
 */
public final class TrustedProxies {
  /** Nobody is believed: the client is the nearest hop. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of(), false);

  private static final String XFF = "X-Forwarded-For";
  private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final Pattern FOR =
      Pattern.compile("(?:^|;)\\s*for\\s*=\\s*(\"[^\"]*\"|[^;\"\\s]*)", Pattern.CASE_INSENSITIVE);

  private final List<Range> ranges;
  private final boolean forwarded;

  /** Addresses whose first bits are those of the network. */
  private record Range(InetAddress network, int bits) {
    boolean holds(InetAddress address) {
      byte[] one = network.getAddress();
      byte[] other = address.getAddress();
      boolean held = one.length == other.length;
      for (int bit = 0; held && bit < bits; bit++) {
        int mask = 0x80 >> (bit & 7);
        held = (one[bit >> 3] & mask) == (other[bit >> 3] & mask);
      }
      return held;
    }
  }

  private TrustedProxies(List<Range> ranges, boolean forwarded) {
    this.ranges = ranges;
    this.forwarded = forwarded;
  }

  /**
   * Returns these proxies, which write {@code X-Forwarded-For}.
   *
   * @param named addresses such as {@code 10.1.2.3} and ranges such as {@code 10.0.0.0/8}, {@code
   *     ::1} or {@code fd00::/8}
   * @throws IllegalArgumentException naming what is neither
   */
  public static TrustedProxies of(String... named) {
    List<Range> ranges = new ArrayList<>();
    for (String one : named) {
      ranges.add(range(one));
    }
    return new TrustedProxies(List.copyOf(ranges), false);
  }

  /** Returns the same proxies, which write {@code Forwarded} (RFC 7239) instead. */
  public TrustedProxies forwarded() {
    return new TrustedProxies(ranges, true);
  }

  private static Range range(String text) {
    int slash = text.indexOf('/');
    InetAddress network = address(slash < 0 ? text : text.substring(0, slash));
    String digits = slash < 0 ? "" : text.substring(slash + 1);
    int most = network == null ? 0 : network.getAddress().length * 8;
    int bits = slash < 0 ? most : digits.matches("\\d{1,3}") ? Integer.parseInt(digits) : -1;
    if (network == null || bits < 0 || bits > most) {
      throw new IllegalArgumentException(
          "'" + text + "' is no trusted proxy: an IP address or a range such as 10.0.0.0/8");
    }
    return new Range(network, bits);
  }

  /** Returns the address a text spells, null for a name, which would have to be looked up. */
  private static @Nullable InetAddress address(String text) {
    if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
      return null;
    }
    try {
      return InetAddress.getByName(text); // A literal is not looked up.
    } catch (UnknownHostException noAddress) {
      return null;
    }
  }

  /** Tells whether that address is one of a trusted proxy. */
  public boolean trusts(String address) {
    InetAddress parsed = address(address);
    return parsed != null && ranges.stream().anyMatch(range -> range.holds(parsed));
  }

  /**
   * Returns the address of the client, without a port.
   *
   * @param remoteAddress the nearest hop's {@code address:port}
   * @param headers what the request says of the hops before it
   */
  public String client(String remoteAddress, Headers headers) {
    String client = host(remoteAddress);
    List<String> hops = forwarded ? headers.elements("Forwarded") : headers.elements(XFF);
    for (int i = hops.size() - 1; i >= 0 && trusts(client); i--) {
      String before = host(forwarded ? node(hops.get(i)) : hops.get(i));
      if (address(before) == null) {
        return client; // RFC 7239 s.6: "unknown" or a made-up name; nobody further is known.
      }
      client = before;
    }
    return client;
  }

  /** Returns the value of {@code for} in an element of Forwarded, nothing where it has none. */
  private static String node(String element) {
    Matcher found = FOR.matcher(element);
    return found.find() ? found.group(1).replace("\"", "") : "";
  }

  /** Returns the address of {@code address}, {@code address:port} or {@code [address]:port}. */
  private static String host(String node) {
    String text = node.strip();
    int bracket = text.indexOf(']');
    if (text.startsWith("[") && bracket > 0) {
      text = text.substring(1, bracket);
    } else if (text.indexOf(':') == text.lastIndexOf(':') && text.indexOf(':') >= 0) {
      text = text.substring(0, text.indexOf(':'));
    }
    int zone = text.indexOf('%');
    return (zone < 0 ? text : text.substring(0, zone)).toLowerCase(Locale.ROOT);
  }
}
