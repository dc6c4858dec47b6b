package dev.hawser.handbook;

/** Who may put a code or status on the wire. */
public enum Sender {
  /** Client and server alike. */
  EITHER_END,
  /** The client only. */
  CLIENT,
  /** The server only. */
  SERVER,
  /** A gateway, in the server's place. */
  GATEWAY,
  /** Nobody. */
  NOBODY,
  /** The server, or a proxy that answers for it, in the response to the handshake. */
  ANSWERING_SERVER,
  /** A gateway or reverse proxy, in the response to the handshake. */
  ANSWERING_GATEWAY,
  /** The forward proxy on the client's side. */
  FORWARD_PROXY,
  /** Cloudflare, in the place of the origin server. */
  CLOUDFLARE
}
