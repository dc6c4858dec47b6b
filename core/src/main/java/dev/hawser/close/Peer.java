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
 */
public record Peer(
    String target,
    List<String> addressesTried,
    @Nullable String address,
    @Nullable HttpAnswer answer,
    String subprotocol,
    List<String> extensions,
    @Nullable Certificate certificate) {
  /** Nothing is known. */
  public static final Peer UNKNOWN = new Peer("", List.of(), null, null, "", List.of(), null);

  /** Copies the lists. */
  public Peer {
    addressesTried = List.copyOf(addressesTried);
    extensions = List.copyOf(extensions);
  }
}
