package dev.hawser.frame;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of permessage-deflate in an offer or an answer (RFC 7692 s.7.1).
 *
 * @param serverAlone {@code server_no_context_takeover} is there
 * @param clientAlone {@code client_no_context_takeover} is there
 * @param serverBits {@code server_max_window_bits}, 0 where it is absent
 * @param clientBits {@code client_max_window_bits}, 0 where it is absent, 15 where it has no value
 * @param wrong what no offer and no answer may say, in English; null for nothing
 */
record DeflateParameters(
    boolean serverAlone,
    boolean clientAlone,
    int serverBits,
    int clientBits,
    @Nullable String wrong) {
  static final String SERVER_ALONE = "server_no_context_takeover";
  static final String CLIENT_ALONE = "client_no_context_takeover";
  static final String SERVER_BITS = "server_max_window_bits";
  static final String CLIENT_BITS = "client_max_window_bits";

  /** The bits of the largest window, which is the JDK's only one. */
  static final int MOST_BITS = 15;

  private static final DeflateParameters NONE = new DeflateParameters(false, false, 0, 0, null);

  /** Reads those of an offer; where something is wrong, nothing but that counts. */
  static DeflateParameters offered(Extension offer) {
    return read(offer, MOST_BITS); // RFC 7692 s.7.1.2.2: a client may leave the number out
  }

  /** Reads those of an answer; where something is wrong, nothing but that counts. */
  static DeflateParameters answered(Extension answer) {
    return read(answer, 0);
  }

  private static DeflateParameters read(Extension extension, int withoutValue) {
    DeflateParameters read = NONE;
    for (Extension.Parameter parameter : extension.parameters()) {
      read = read.and(parameter, withoutValue);
      if (read.wrong != null) {
        return read;
      }
    }
    return read;
  }

  private DeflateParameters and(Extension.Parameter parameter, int withoutValue) {
    String value = parameter.value();
    return switch (parameter.name()) {
      case SERVER_ALONE ->
          serverAlone || value != null
              ? odd(parameter)
              : new DeflateParameters(true, clientAlone, serverBits, clientBits, null);
      case CLIENT_ALONE ->
          clientAlone || value != null
              ? odd(parameter)
              : new DeflateParameters(serverAlone, true, serverBits, clientBits, null);
      case SERVER_BITS ->
          serverBits != 0 || value == null || bits(value) == 0
              ? odd(parameter)
              : new DeflateParameters(serverAlone, clientAlone, bits(value), clientBits, null);
      case CLIENT_BITS -> {
        int most = value == null ? withoutValue : bits(value);
        yield clientBits != 0 || most == 0
            ? odd(parameter)
            : new DeflateParameters(serverAlone, clientAlone, serverBits, most, null);
      }
      default -> failed("parameter '" + parameter.name() + "' is unknown");
    };
  }

  private static DeflateParameters odd(Extension.Parameter parameter) {
    String value = parameter.value() == null ? "" : "=" + parameter.value();
    return failed("parameter '" + parameter.name() + value + "' is repeated or has a wrong value");
  }

  private static DeflateParameters failed(String why) {
    return new DeflateParameters(false, false, 0, 0, why);
  }

  /** Returns a number of 8-15 without leading zeros, 0 for anything else. */
  private static int bits(String value) {
    return value.matches("[89]|1[0-5]") ? Integer.parseInt(value) : 0;
  }
}
