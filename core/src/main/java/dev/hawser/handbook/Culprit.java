package dev.hawser.handbook;

/** At whose door the trouble lies. */
public enum Culprit {
  /** At nobody's: the end was meant. */
  NOBODY,
  /** At the client's: request, credentials or pace. */
  CLIENT,
  /** At the server's. */
  SERVER,
  /** At that of the server behind the gateway, or of the way to it. */
  UPSTREAM,
  /** Mostly at that of the address or of a proxy. */
  ROUTE,
  /** At that of the end that receives the code. */
  RECEIVER,
  /** At that of the end that sends the code. */
  SENDER,
  /** At that of settings that do not fit together. */
  SETTINGS,
  /** For the application to say. */
  APPLICATION,
  /** Nothing on the line tells. */
  UNKNOWN
}
