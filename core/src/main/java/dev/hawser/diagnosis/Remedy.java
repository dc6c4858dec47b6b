package dev.hawser.diagnosis;

/** What to do about a cause; its text is in the bundles under the same name. */
public enum Remedy {
  /** Nothing. */
  NOTHING,
  /** Let the backoff do its work. */
  WAIT,
  /** Say when the machine or the network is back. */
  WAKE,
  /** Correct the name, or use the network that knows it. */
  CHECK_NAME,
  /** Correct the addresses that are published, or try both families. */
  FIX_ADDRESS,
  /** Start the server, or correct host and port. */
  START_SERVER,
  /** See what lies between: routes, firewalls, proxies. */
  CHECK_PATH,
  /** Allow more connections. */
  RAISE_CONNECTIONS,
  /** Correct certificate, trust or the client's clock. */
  FIX_TLS,
  /** Show the server a certificate. */
  GIVE_CERTIFICATE,
  /** Exclude the host from inspection. */
  EXCLUDE_HOST,
  /** Use the scheme or the port that fit each other. */
  FIX_SCHEME,
  /** Use {@code wss}. */
  USE_TLS,
  /** Offer HTTP/1.1, or the extended CONNECT of HTTP/2. */
  OFFER_HTTP1,
  /** Get valid credentials. */
  RENEW_CREDENTIALS,
  /** Have access granted, or the origin allowed. */
  GRANT_ACCESS,
  /** Put the origin on the list. */
  ALLOW_ORIGIN,
  /** Have an exception made. */
  MAKE_EXCEPTION,
  /** Correct the URL. */
  FIX_URL,
  /** Put the endpoint's route before the one that catches all. */
  FIX_ROUTE,
  /** Correct the port, or the scheme a proxy uses for its backend. */
  FIX_PORT,
  /** Make the proxy pass the upgrade. */
  PASS_UPGRADE,
  /** Make the request smaller, or the limit larger. */
  SHRINK_REQUEST,
  /** Send a client always to the same server. */
  KEEP_AFFINITY,
  /** Read the server's log at that time. */
  READ_SERVER_LOG,
  /** Read the gateway's log at that time. */
  READ_GATEWAY_LOG,
  /** Look at the server behind the gateway. */
  CHECK_BACKEND,
  /** Take the failing server out. */
  EJECT_BACKEND,
  /** Come less often or with fewer connections. */
  SLOW_DOWN,
  /** Send Pings faster than the limit, or raise it. */
  BEAT_FASTER,
  /** Send messages of the application's own as a heartbeat. */
  BEAT_IN_APPLICATION,
  /** Renew the connection before the limit. */
  RENEW_IN_TIME,
  /** Close before stopping. */
  DRAIN,
  /** Reload less often, or let old connections live on. */
  SOFTEN_RELOADS,
  /** Make messages smaller or the limit larger. */
  FIX_SIZE,
  /** Send what the receiver takes. */
  FIX_MESSAGE,
  /** Update or repair the endpoint that breaks the protocol. */
  FIX_PEER,
  /** Let the other end answer a Close, or find a dead path earlier. */
  ANSWER_CLOSE,
  /** Agree on subprotocol or extension. */
  AGREE,
  /** Turn compression off on the hop that invents it. */
  TURN_OFF_COMPRESSION,
  /** Turn buffering off on the hop that holds back. */
  TURN_OFF_BUFFERING,
  /** Make packets small enough for the way. */
  CLAMP_MSS,
  /** Repair this application. */
  FIX_APPLICATION,
  /** Keep taking messages. */
  KEEP_READING,
  /** Raise the limit on this side. */
  RAISE_LIMIT,
  /** Keep the line busy and find out which hop lost it. */
  KEEP_ALIVE,
  /** Ask the application's documentation. */
  ASK_APPLICATION,
  /** Collect what would decide. */
  COLLECT
}
