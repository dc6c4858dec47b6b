package dev.hawser.frame;

import dev.hawser.close.Unreachability;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A client's opening handshake: the request's header fields, and the judge of the answer.
 *
 * <p>Immutable. The request line is {@code GET} {@link WebSocketUri#resource} {@code HTTP/1.1}.
 * Source: RFC 6455 s.4.1.
 */
public final class ClientHandshake {
  private final HandshakeOffer offer;
  private final String key;

  /**
   * Returns the handshake for an offer.
   *
   * @param nonce sixteen unpredictable bytes
   */
  public ClientHandshake(HandshakeOffer offer, byte[] nonce) {
    if (nonce.length != 16) {
      throw new IllegalArgumentException("a nonce has 16 bytes, got " + nonce.length);
    }
    this.offer = offer;
    this.key = Base64.getEncoder().encodeToString(nonce);
  }

  /** Returns the request's header fields, the offer's additional ones last. */
  public Headers headers() {
    Headers headers =
        Headers.of(
            "Host", offer.host(),
            "Upgrade", "websocket",
            "Connection", "Upgrade",
            "Sec-WebSocket-Key", key,
            "Sec-WebSocket-Version", "13");
    if (!offer.subprotocols().isEmpty()) {
      headers = headers.with("Sec-WebSocket-Protocol", String.join(", ", offer.subprotocols()));
    }
    if (!offer.extensions().isEmpty()) {
      headers = headers.with("Sec-WebSocket-Extensions", String.join(", ", offer.extensions()));
    }
    return headers.withAll(offer.headers());
  }

  /** Returns what the answer amounts to. */
  public HandshakeResult judge(HttpAnswer answer) {
    if (answer.status() != 101) {
      return new HandshakeResult.Refused(answer);
    }
    Headers headers = answer.headers();
    String wrong = wrongUpgrade(headers);
    if (wrong == null) {
      wrong = wrongExtension(headers);
    }
    if (wrong != null) {
      return new HandshakeResult.Invalid(Unreachability.BAD_ANSWER, wrong);
    }
    wrong = wrongSubprotocol(headers);
    if (wrong != null) {
      return new HandshakeResult.Invalid(Unreachability.SUBPROTOCOL_MISMATCH, wrong);
    }
    String subprotocol = headers.first("Sec-WebSocket-Protocol");
    List<String> extensions = headers.elements("Sec-WebSocket-Extensions");
    return new HandshakeResult.Accepted(
        subprotocol == null ? "" : subprotocol, extensions, deflate(extensions));
  }

  private @Nullable String wrongUpgrade(Headers headers) {
    List<String> upgrade = headers.all("Upgrade");
    if (upgrade.size() != 1 || !upgrade.get(0).equalsIgnoreCase("websocket")) {
      return upgrade.isEmpty()
          ? "Upgrade header is missing"
          : "Upgrade header says '" + String.join(", ", upgrade) + "' instead of 'websocket'";
    }
    if (!headers.hasElement("Connection", "upgrade")) {
      return "Connection header does not say 'Upgrade'";
    }
    List<String> accept = headers.all("Sec-WebSocket-Accept");
    if (accept.isEmpty()) {
      return "Sec-WebSocket-Accept is missing";
    }
    return accept.equals(List.of(AcceptKey.answer(key)))
        ? null
        : "Sec-WebSocket-Accept does not match";
  }

  private @Nullable String wrongExtension(Headers headers) {
    List<String> offered = offer.extensions().stream().map(Extension::name).toList();
    Set<String> accepted = new HashSet<>();
    for (String extension : headers.elements("Sec-WebSocket-Extensions")) {
      String name = Extension.name(extension);
      if (!offered.contains(name)) {
        return "extension '" + extension + "' was not asked for";
      }
      if (!accepted.add(name)) {
        return "extension '" + name + "' was accepted twice";
      }
      String wrong = name.equals(DeflateTerms.NAME) ? wrongDeflate(extension) : null;
      if (wrong != null) {
        return "extension '" + extension + "': " + wrong;
      }
    }
    return null;
  }

  private @Nullable String wrongDeflate(String answer) {
    Extension agreed = Extension.read(answer);
    if (agreed == null) {
      return "it is malformed";
    }
    String asked =
        offer.extensions().stream()
            .filter(e -> Extension.name(e).equals(DeflateTerms.NAME))
            .collect(Collectors.joining());
    return DeflateTerms.wrong(asked, agreed);
  }

  private static @Nullable DeflateTerms deflate(List<String> accepted) {
    for (String answer : accepted) {
      Extension agreed = Extension.read(answer);
      if (agreed != null && agreed.name().equals(DeflateTerms.NAME)) {
        return DeflateTerms.of(agreed, answer);
      }
    }
    return null;
  }

  private @Nullable String wrongSubprotocol(Headers headers) {
    List<String> selected = headers.all("Sec-WebSocket-Protocol");
    List<String> offered = offer.subprotocols();
    if (selected.isEmpty()) {
      return offered.isEmpty() || offer.relayedHost() != null
          ? null
          : "none of the offered subprotocols " + offered + " was selected";
    }
    return selected.size() == 1 && offered.contains(selected.get(0))
        ? null
        : "subprotocol '" + String.join(", ", selected) + "' was not offered, only " + offered;
  }
}
