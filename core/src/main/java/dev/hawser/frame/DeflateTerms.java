package dev.hawser.frame;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What client and server agreed on about permessage-deflate.
 *
 * @param serverAlone whether each message of the server is compressed on its own
 * @param clientAlone whether each message of the client is compressed on its own
 * @param text the agreement as it stands in the answer's Sec-WebSocket-Extensions
 */
public record DeflateTerms(boolean serverAlone, boolean clientAlone, String text) {
  static final String NAME = "permessage-deflate";

  /** Returns what a client writes into Sec-WebSocket-Extensions to ask for that. */
  public static String offer(Compression wish) {
    return text(wish.serverNoContextTakeover(), wish.clientNoContextTakeover());
  }

  private static String text(boolean serverAlone, boolean clientAlone) {
    return NAME
        + (serverAlone ? "; " + DeflateParameters.SERVER_ALONE : "")
        + (clientAlone ? "; " + DeflateParameters.CLIENT_ALONE : "");
  }

  /**
   * Returns the server's answer to the first offer it can accept, null where there is none or it
   * does not want to.
   *
   * <p>An offer that is malformed, holds an unknown, repeated or invalid parameter, or asks the
   * server for a window smaller than 32 KiB is passed over (RFC 7692 s.5.1, s.7.1).
   *
   * @param offers the elements of the request's Sec-WebSocket-Extensions
   */
  public static @Nullable DeflateTerms accept(List<String> offers, Compression wish) {
    if (!wish.enabled()) {
      return null;
    }
    for (String element : offers) {
      Extension offer = Extension.read(element);
      if (offer != null && offer.name().equals(NAME)) {
        DeflateParameters asked = DeflateParameters.offered(offer);
        if (asked.wrong() == null && asked.serverBits() % DeflateParameters.MOST_BITS == 0) {
          return answer(asked, wish);
        }
      }
    }
    return null;
  }

  private static DeflateTerms answer(DeflateParameters asked, Compression wish) {
    boolean server = asked.serverAlone() || wish.serverNoContextTakeover();
    boolean client = asked.clientAlone() || wish.clientNoContextTakeover();
    // RFC 7692 s.7.1.2.1: a limit that was asked for is accepted by being repeated.
    String bits = asked.serverBits() == 0 ? "" : "; " + DeflateParameters.SERVER_BITS + "=15";
    return new DeflateTerms(server, client, text(server, client) + bits);
  }

  /** Returns the agreement that an answer makes, once {@link #wrong} found nothing in it. */
  static DeflateTerms of(Extension answer, String text) {
    DeflateParameters agreed = DeflateParameters.answered(answer);
    return new DeflateTerms(agreed.serverAlone(), agreed.clientAlone(), text);
  }

  /** Returns what a client finds wrong with the answer to its offer, null for nothing. */
  static @Nullable String wrong(String offer, Extension answer) {
    DeflateParameters agreed = DeflateParameters.answered(answer);
    if (agreed.wrong() != null) {
      return agreed.wrong();
    }
    if (agreed.clientBits() != 0 && !offer.contains(DeflateParameters.CLIENT_BITS)) {
      // RFC 7692 s.7.1.2.2
      return DeflateParameters.CLIENT_BITS + " was not offered";
    }
    // RFC 7692 s.7.1.1.1: who accepts the offer repeats it.
    boolean asked = offer.contains(DeflateParameters.SERVER_ALONE);
    return asked && !agreed.serverAlone()
        ? DeflateParameters.SERVER_ALONE + " was asked for and is missing"
        : null;
  }
}
