package dev.hawser.doctor.evidence;

import java.util.Locale;

/** A request of the probe alphabet; each differs from {@link #WS0} in one thing. */
public enum Probe {
  /** The canonical opening handshake. */
  WS0,
  /** {@code Connection: keep-alive, Upgrade}, as Firefox sends. */
  WS_FF,
  /** The canonical opening handshake again, several times, while nothing else is open. */
  ALONE,
  /** The same URL without the Upgrade. */
  GET,
  /** Version 8. */
  V8,
  /** No key. */
  NOKEY,
  /** A path that nobody has. */
  RND,
  /** No Origin. */
  NO_ORIGIN,
  /** The origin of the URL's own host. */
  OWN_ORIGIN,
  /** An origin that is nobody's. */
  FOREIGN_ORIGIN,
  /** Without Authorization and Cookie. */
  NO_CREDENTIALS,
  /** permessage-deflate offered. */
  EXT,
  /** A subprotocol offered that nobody has. */
  SUB,
  /** Clear text to a port where TLS is expected. */
  CLEAR;

  /** Returns the probe's name in reports. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
