package dev.hawser.close;

import dev.hawser.http.HttpAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The other end as far as it showed itself.
 *
 * @param target the URL dialled, without user info, query and fragment, or for an accepted socket
 *     the path asked for
 * @param addressesTried each {@code address:port} that was dialled, in order
 * @param address the {@code address:port} that was reached, null when none was
 * @param answer the HTTP answer to the upgrade request, null when none came; on the server what was
 *     answered
 * @param subprotocol the negotiated subprotocol, empty when there is none
 * @param extensions the negotiated extensions as they stand in the answer
 * @param certificate the peer's certificate, null without TLS or before it was seen
 * @param proxy scheme, host and port of the proxy that was dialled through, whose the addresses are
 *     then; null for none
 */
public record Peer(
    String target,
    List<String> addressesTried,
    @Nullable String address,
    @Nullable HttpAnswer answer,
    String subprotocol,
    List<String> extensions,
    @Nullable Certificate certificate,
    @Nullable String proxy) {
  /** Nothing is known. */
  public static final Peer UNKNOWN = new Peer("", List.of(), null, null, "", List.of(), null);

  /** A peer that was dialled without a proxy. */
  public Peer(
      String target,
      List<String> addressesTried,
      @Nullable String address,
      @Nullable HttpAnswer answer,
      String subprotocol,
      List<String> extensions,
      @Nullable Certificate certificate) {
    this(target, addressesTried, address, answer, subprotocol, extensions, certificate, null);
  }

  /** Returns a copy that was dialled through that proxy. */
  public Peer through(String other) {
    return new Peer(
        target, addressesTried, address, answer, subprotocol, extensions, certificate, other);
  }

  /** Copies the lists. */
  public Peer {
    addressesTried = List.copyOf(addressesTried);
    extensions = List.copyOf(extensions);
  }
}
