package dev.hawser.doctor.wire;

import dev.hawser.doctor.evidence.Probe;
import dev.hawser.frame.ClientHandshake;
import dev.hawser.frame.HandshakeOffer;
import dev.hawser.http.Headers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The bytes of a probe's request and the judge of its answer.
 *
 * @param handshake the handshake it stands on
 * @param text what is written
 */
record Request(ClientHandshake handshake, String text) {
  /** Returns what is written, a byte a character. */
  byte[] bytes() {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Says what it is to whoever reads the server's log. */
  static final String USER_AGENT = "hawser-doctor (examines a WebSocket endpoint)";

  static final String NOBODYS_ORIGIN = "https://hawser-doctor.invalid";
  static final String NOBODYS_SUBPROTOCOL = "hawser-doctor-nobody";

  static Request of(Probe probe, Knock.Base base) {
    if (probe == Probe.CLEAR) {
      return new Request(handshake(probe, base), "GET / HTTP/1.0\r\n\r\n");
    }
    ClientHandshake handshake = handshake(probe, base);
    StringBuilder text = new StringBuilder("GET ");
    text.append(probe == Probe.RND ? nobodysPath() : base.uri().resource());
    text.append(" HTTP/1.1\r\n");
    for (Headers.Field field : handshake.headers().fields()) {
      String value = value(probe, field);
      if (!value.isEmpty()) {
        text.append(field.name()).append(": ").append(value).append("\r\n");
      }
    }
    text.append("User-Agent: ").append(USER_AGENT).append("\r\n\r\n");
    return new Request(handshake, text.toString());
  }

  private static ClientHandshake handshake(Probe probe, Knock.Base base) {
    List<String> subprotocols =
        probe == Probe.SUB ? List.of(NOBODYS_SUBPROTOCOL) : base.subprotocols();
    List<String> extensions =
        probe == Probe.EXT ? List.of("permessage-deflate; client_no_context_takeover") : List.of();
    Headers headers = Headers.empty();
    String origin =
        switch (probe) {
          case NO_ORIGIN -> "";
          case FOREIGN_ORIGIN -> NOBODYS_ORIGIN;
          case OWN_ORIGIN -> base.ownOrigin();
          default -> base.origin();
        };
    if (!origin.isEmpty()) {
      headers = headers.with("Origin", origin);
    }
    for (Headers.Field field : base.headers().fields()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      boolean secret = name.equals("authorization") || name.equals("cookie");
      if (!secret || probe != Probe.NO_CREDENTIALS) {
        headers = headers.with(field.name(), field.value());
      }
    }
    byte[] nonce = new byte[16];
    ThreadLocalRandom.current().nextBytes(nonce);
    HandshakeOffer offer = new HandshakeOffer(base.uri(), subprotocols, extensions, headers);
    return new ClientHandshake(offer, nonce);
  }

  /** Returns what the field says in that probe; empty where it is left out. */
  private static String value(Probe probe, Headers.Field field) {
    String name = field.name().toLowerCase(Locale.ROOT);
    boolean ofHandshake = name.equals("upgrade") || name.startsWith("sec-websocket-");
    if (probe == Probe.GET && ofHandshake) {
      return "";
    }
    if (probe == Probe.GET && name.equals("connection")) {
      return "close";
    }
    if (probe == Probe.NOKEY && name.equals("sec-websocket-key")) {
      return "";
    }
    if (probe == Probe.V8 && name.equals("sec-websocket-version")) {
      return "8";
    }
    return probe == Probe.WS_FF && name.equals("connection")
        ? "keep-alive, Upgrade"
        : field.value();
  }

  private static String nobodysPath() {
    return "/__hawser-doctor-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
  }
}
