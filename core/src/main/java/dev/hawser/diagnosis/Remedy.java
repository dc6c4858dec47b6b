package dev.hawser.diagnosis;

/** What to do about a cause; its text is in the bundles under the same name. */
public enum Remedy {
  /** Nothing. */
  NOTHING,
  /** Let the backoff do its work. */
  WAIT,
  /** Correct the name, or use the network that knows it. */
  CHECK_NAME,
  /** Start the server, or correct host and port. */
  START_SERVER,
  /** See what lies between: routes, firewalls, proxies. */
  CHECK_PATH,
  /** Correct certificate, trust or the client's clock. */
  FIX_TLS,
  /** Use the scheme or the port that fit each other. */
  FIX_SCHEME,
  /** Get valid credentials. */
  RENEW_CREDENTIALS,
  /** Have access granted, or the origin allowed. */
  GRANT_ACCESS,
  /** Correct the URL. */
  FIX_URL,
  /** Make the proxy pass the upgrade. */
  PASS_UPGRADE,
  /** Read the server's log at that time. */
  READ_SERVER_LOG,
  /** Look at the server behind the gateway. */
  CHECK_BACKEND,
  /** Come less often or with fewer connections. */
  SLOW_DOWN,
  /** Make messages smaller or the limit larger. */
  FIX_SIZE,
  /** Send what the receiver takes. */
  FIX_MESSAGE,
  /** Update or repair the endpoint that breaks the protocol. */
  FIX_PEER,
  /** Agree on subprotocol or extension. */
  AGREE,
  /** Repair this application. */
  FIX_APPLICATION,
  /** Keep the line busy and find out which hop lost it. */
  KEEP_ALIVE,
  /** Ask the application's documentation. */
  ASK_APPLICATION,
  /** Collect what would decide. */
  COLLECT
}
