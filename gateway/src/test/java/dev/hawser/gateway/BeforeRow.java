package dev.hawser.gateway;

import dev.hawser.conformance.Identity;
import dev.hawser.conformance.RawBytes;
import dev.hawser.conformance.RawPeer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A row of table (a): what an upstream does with a request, and what the client is answered.
 *
 * @param event what happens
 * @param settings options other than the default
 * @param upstream where the upstream is; what it returns is closed after the row
 * @param act what the upstream then does, with a request under way
 * @param answer what the client gets
 */
record BeforeRow(
    String event,
    UnaryOperator<GatewayOptions> settings,
    Function<Keep, URI> upstream,
    BiConsumer<Rig, Keep> act,
    Answer answer) {
  private static final Budget BUDGET = Budget.DEFAULT;

  /**
   * What the client gets.
   *
   * @param status the HTTP status
   * @param proxyStatus the Proxy-Status field
   * @param more further lines that must stand in the head
   */
  record Answer(int status, String proxyStatus, List<String> more) {}

  private static Answer error(int status, String rest) {
    return new Answer(status, "gw; error=" + rest, List.of());
  }

  @Override
  public String toString() {
    return event;
  }

  /** Returns every row in which an upstream is asked. */
  static List<BeforeRow> all() {
    List<BeforeRow> rows = new ArrayList<>();
    unreached(rows);
    reset(rows);
    secured(rows);
    unanswered(rows);
    badAnswers(rows);
    Refused.rows(rows);
    return rows;
  }

  private static void unreached(List<BeforeRow> rows) {
    rows.add(
        at(
            "the name has no address",
            keep -> URI.create("ws://no-such-host.invalid"),
            (rig, none) -> {},
            error(502, "dns_error")));
    rows.add(
        at(
            "the name server does not answer in 3 s",
            keep -> URI.create("ws://" + keep.unanswered()),
            (rig, kept) -> {
              kept.asked();
              rig.untilRefused(BUDGET.connect());
            },
            error(504, "dns_timeout")));
    rows.add(
        at(
            "the connection is refused",
            keep -> URI.create("ws://127.0.0.1:" + freePort()),
            (rig, none) -> {},
            error(502, "connection_refused")));
    rows.add(
        at(
            "no connection in 3 s",
            keep -> URI.create(stripped(keep.hole().uri())),
            (rig, none) -> {
              rig.untilResolved(1);
              rig.untilRefused(BUDGET.connect());
            },
            error(504, "connection_timeout")));
  }

  private static void reset(List<BeforeRow> rows) {
    rows.add(
        at(
            "RST as soon as the connection stands",
            keep -> keep.server().uri(""),
            (rig, kept) -> kept.made().accept().reset(),
            error(502, "connection_terminated")));
    rows.add(
        new BeforeRow(
            "RST inside the TLS handshake",
            o -> o.with(Identity.loopback().client()),
            keep -> URI.create("wss" + keep.server().uri("").toString().substring(2)),
            (rig, kept) -> {
              RawPeer peer = kept.made().accept();
              peer.readBytes(5); // RFC 8446 s.5.1: the header of the ClientHello's record
              peer.reset();
            },
            error(502, "connection_terminated")));
  }

  private static void secured(List<BeforeRow> rows) {
    Identity identity = Identity.loopback();
    rows.add(
        new BeforeRow(
            "the upstream speaks no TLS",
            o -> o.with(identity.client()),
            keep -> URI.create("wss" + keep.server().uri("").toString().substring(2)),
            (rig, kept) -> {
              RawPeer peer = rig.keep(kept.made().accept());
              peer.send("HTTP/1.1 400 Bad Request\r\n\r\n");
            },
            error(502, "tls_protocol_error")));
    rows.add(
        new BeforeRow(
            "the upstream's certificate is not trusted",
            o -> o.with(Identity.stranger().client()),
            keep -> keep.secure(identity).uri(""),
            (rig, kept) -> rig.handshakeFails(kept.made()),
            error(502, "tls_certificate_error")));
    rows.add(
        new BeforeRow(
            "the upstream's certificate is another host's",
            o -> o.with(Identity.elsewhere().client()),
            keep -> keep.secure(Identity.elsewhere()).uri(""),
            (rig, kept) -> rig.handshakeFails(kept.made()),
            error(502, "tls_certificate_error")));
    rows.add(
        new BeforeRow(
            "TLS alert 40 instead of a handshake",
            o -> o.with(identity.client()),
            keep -> URI.create("wss" + keep.server().uri("").toString().substring(2)),
            (rig, kept) -> {
              RawPeer peer = rig.keep(kept.made().accept());
              // RFC 8446 s.6: fatal (2), handshake_failure (40).
              peer.send("\u0015\u0003\u0003\u0000\u0002\u0002\u0028");
            },
            error(502, "tls_alert_received; alert-id=40")));
  }

  private static void unanswered(List<BeforeRow> rows) {
    rows.add(
        asked("FIN instead of an answer", peer -> peer.fin(), error(502, "connection_terminated")));
    rows.add(
        asked(
            "RST instead of an answer", peer -> peer.reset(), error(502, "connection_terminated")));
    rows.add(
        asked(
            "FIN inside the answer's head",
            peer -> {
              peer.send("HTTP/1.1 101 Switching Protocols\r\nUpg");
              peer.fin();
            },
            error(502, "http_response_incomplete")));
    rows.add(
        at(
            "no answer in 5 s",
            keep -> keep.server().uri(""),
            (rig, kept) -> {
              rig.keep(kept.made().accept()).readHead();
              rig.untilRefused(BUDGET.handshake());
            },
            error(504, "http_response_timeout")));
  }

  private static void badAnswers(List<BeforeRow> rows) {
    rows.add(
        asked(
            "what comes is no HTTP",
            peer -> peer.send("SSH-2.0-OpenSSH_9.2\r\n"),
            error(502, "http_protocol_error")));
    String head =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";
    rows.add(
        asked(
            "101 with a wrong accept key",
            peer -> peer.send(head + "Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n\r\n"),
            upgradeFailed("Sec-WebSocket-Accept does not match")));
    rows.add(
        asked(
            "101 without an accept key",
            peer -> peer.send(head + "\r\n"),
            upgradeFailed("Sec-WebSocket-Accept is missing")));
    String accept = "Sec-WebSocket-Accept: " + "A".repeat(27) + "=\r\n\r\n";
    rows.add(
        asked(
            "101 that does not say what it changes to",
            peer ->
                peer.send("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n" + accept),
            upgradeFailed("Upgrade header is missing")));
    rows.add(
        asked(
            "101 that keeps the connection as it is",
            peer ->
                peer.send(
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                        + "Connection: keep-alive\r\n"
                        + accept),
            upgradeFailed("Connection header does not say 'Upgrade'")));
    rows.add(
        answered(
            "101 with an extension nobody asked for",
            "Sec-WebSocket-Extensions: permessage-deflate",
            upgradeFailed("extension 'permessage-deflate' was not asked for")));
    rows.add(
        answered(
            "101 with a subprotocol nobody asked for",
            "Sec-WebSocket-Protocol: v9",
            upgradeFailed("subprotocol 'v9' was not offered, only []")));
  }

  private static Answer upgradeFailed(String details) {
    return error(502, "http_upgrade_failed; received-status=101; details=\"" + details + "\"");
  }

  private static BeforeRow at(
      String event, Function<Keep, URI> upstream, BiConsumer<Rig, Keep> act, Answer answer) {
    return new BeforeRow(event, UnaryOperator.identity(), upstream, act, answer);
  }

  static BeforeRow asked(String event, java.util.function.Consumer<RawPeer> act, Answer answer) {
    return at(
        event,
        keep -> keep.server().uri(""),
        (rig, kept) -> {
          RawPeer peer = rig.keep(kept.made().accept());
          peer.readHead();
          act.accept(peer);
        },
        answer);
  }

  private static BeforeRow answered(String event, String line, Answer answer) {
    return at(
        event,
        keep -> keep.server().uri(""),
        (rig, kept) -> {
          RawPeer peer = rig.keep(kept.made().accept());
          peer.send(RawBytes.switching(peer.readHead(), line));
        },
        answer);
  }

  private static String stripped(URI uri) {
    return uri.toString().replaceAll("/$", "");
  }

  private static int freePort() {
    try (java.net.ServerSocket socket =
        new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
