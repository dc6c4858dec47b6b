package dev.hawser.transport;

/** What a transport can do beyond dialling and exchanging messages. */
public enum Capability {
  /** Accepts connections: {@link Transport#listen}. */
  SERVER,
  /** Delivers and sends single frames: {@link Delivery#FRAMES}. */
  FRAMES,
  /** Ends TCP at once, without a Close frame, in every phase. */
  ABORT,
  /** Waits for the peer's Close before it ends TCP. */
  AWAITS_CLOSE_REPLY,
  /** Stops reading without parking a thread, so that TCP pushes back. */
  INBOUND_PAUSE,
  /** Tells a FIN from a reset and TLS's ends from each other. */
  TRANSPORT_END,
  /** Shows the status and header fields of a refusal. */
  REFUSAL_HEADERS,
  /** Shows the body of a refusal. */
  REFUSAL_BODY,
  /** Shows the header fields of the answer that opened the link. */
  ANSWER_HEADERS,
  /** Tells connecting from waiting for the answer, and which address was connected. */
  DIAL_PHASES,
  /** Reports a peer that hangs up during the handshake at once. */
  PROMPT_HANDSHAKE_END,
  /** Puts the exact code of a broken rule on the wire. */
  EXACT_ERROR_CODE,
  /** Tells an empty Close (1005) from one with a code. */
  EMPTY_CLOSE,
  /** Delivers every legal close code, 1012-1014 included, and answers with the same. */
  EVERY_CLOSE_CODE,
  /** Sends every close code that this side may send, and an empty Close. */
  SENDS_EVERY_CODE,
  /** Refuses frames masked the wrong way. */
  STRICT_MASKING,
  /** Dials through a proxy: {@link DialRequest#proxy}. */
  PROXY,
  /** Counts bytes on the wire. */
  BYTE_COUNTS,
  /** Sees Pings of the peer and writes Pings of ours with a payload. */
  PING,
  /** Compresses messages, and inflates within the limit: {@link LinkOptions#compression}. */
  COMPRESSION
}
