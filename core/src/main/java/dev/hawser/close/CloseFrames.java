package dev.hawser.close;

import org.jspecify.annotations.Nullable;

/**
 * The end of the line as seen: the Close frames each way, then the transport's end.
 *
 * @param received the first Close frame that arrived, null when none did
 * @param sent the Close frame this side wrote, null when it wrote none
 * @param sentFirst whether ours was written before the peer's arrived
 * @param transportEnd how the byte stream ended
 * @param tlsAlert the alert's number for {@link TransportEnd#TLS_ALERT}, else -1
 * @param midFrame whether the stream ended inside a frame or a fragmented message, or before the
 *     upgrade inside the head of the answer
 */
public record CloseFrames(
    @Nullable CloseReason received,
    @Nullable CloseReason sent,
    boolean sentFirst,
    TransportEnd transportEnd,
    int tlsAlert,
    boolean midFrame) {
  /** No Close frame in either direction and no transport seen. */
  public static final CloseFrames NONE =
      new CloseFrames(null, null, false, TransportEnd.UNSEEN, -1, false);

  /** Returns the state of a line whose transport ended so, without any Close frame. */
  public static CloseFrames none(TransportEnd end, boolean midFrame) {
    return new CloseFrames(null, null, false, end, -1, midFrame);
  }

  /** Tells whether both Close frames passed and the transport ended as RFC 6455 s.7.1.4 asks. */
  public boolean clean() {
    return received != null
        && sent != null
        && (transportEnd.orderly() || transportEnd == TransportEnd.LOCAL);
  }
}
