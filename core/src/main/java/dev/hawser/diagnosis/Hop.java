package dev.hawser.diagnosis;

import java.util.Locale;

/** A part of the way between the two applications at which a cause can sit. */
public enum Hop {
  /** This side: the application, its settings, this library, the machine. */
  CLIENT,
  /** The network on this side: resolver, Wi-Fi, NAT, firewall, a proxy for going out. */
  CLIENT_NETWORK,
  /** The first machine of the service: a CDN, a load balancer, or the server itself. */
  EDGE,
  /** A gateway or reverse proxy in front of the server. */
  PROXY,
  /** The server that speaks WebSocket, and its application. */
  BACKEND,
  /** The cause alone does not tell; evidence may. */
  UNKNOWN;

  /** Returns its name in French for a French-speaking locale, else in English. */
  public String text(Locale locale) {
    return new Spelling(locale).text("hop." + name());
  }
}
