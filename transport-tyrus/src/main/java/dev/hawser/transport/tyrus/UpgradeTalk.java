package dev.hawser.transport.tyrus;

import dev.hawser.close.Unreachability;
import dev.hawser.frame.ClientHandshake;
import dev.hawser.frame.HandshakeOffer;
import dev.hawser.frame.HandshakeResult;
import dev.hawser.frame.WebSocketUri;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.http.HttpHead;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.HttpAnswerReader;
import dev.hawser.transport.Masks;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client and a server say to each other before there is a WebSocket: the request for the
 * upgrade, and the answer judged. Of one line's thread.
 */
final class UpgradeTalk {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final WebSocketUri uri;
  private final ClientHandshake handshake;
  private final HttpAnswerReader answer;

  /** What the answer comes to; exactly one is told. */
  interface Verdict {
    /** The WebSocket is open; the bytes behind the answer are its first. */
    void accepted(HandshakeResult.Accepted accepted, Headers headers, ByteBuffer behind);

    /** The server wants none. */
    void refused(HttpAnswer answer);

    /** That is no answer to the request. */
    void unanswered(Unreachability kind, String text, @Nullable Throwable cause);
  }

  /**
   * Makes the request.
   *
   * @throws IllegalArgumentException for a subprotocol or header field that cannot be asked for,
   *     naming it
   */
  UpgradeTalk(DialRequest request, WebSocketUri uri, Masks masks) {
    this.uri = uri;
    HandshakeOffer offer =
        new HandshakeOffer(uri, request.subprotocols(), List.of(), request.headers());
    this.handshake = new ClientHandshake(offer, masks.nonce());
    this.answer = new HttpAnswerReader(request.options().limits().maxHeader());
  }

  /** Returns the request in bytes. */
  ByteBuffer request() {
    return new HttpHead("GET " + uri.resource() + " HTTP/1.1", handshake.headers()).bytes();
  }

  /** Takes bytes of the answer; tells what it comes to as soon as it counts. */
  void take(ByteBuffer bytes, Verdict verdict) {
    try {
      HttpAnswer whole = answer.take(bytes);
      if (whole != null) {
        judge(whole, bytes, verdict);
      }
    } catch (HttpAnswerReader.Bad bad) {
      verdict.unanswered(Unreachability.BAD_ANSWER, String.valueOf(bad.getMessage()), bad);
    }
  }

  /** The stream has ended: judges as much of the answer as counts, false where there is none. */
  boolean cut(Verdict verdict) {
    HttpAnswer part = answer.cut();
    if (part == null) {
      return false;
    }
    judge(part, NOTHING, verdict);
    return true;
  }

  private void judge(HttpAnswer whole, ByteBuffer behind, Verdict verdict) {
    HandshakeResult result = handshake.judge(whole);
    if (result instanceof HandshakeResult.Accepted accepted) {
      verdict.accepted(accepted, whole.headers(), behind);
    } else if (result instanceof HandshakeResult.Refused refused) {
      verdict.refused(refused.answer());
    } else if (result instanceof HandshakeResult.Invalid invalid) {
      verdict.unanswered(invalid.kind(), invalid.detail(), null);
    }
  }
}
