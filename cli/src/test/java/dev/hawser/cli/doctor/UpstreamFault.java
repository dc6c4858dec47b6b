package dev.hawser.cli.doctor;

import dev.hawser.conformance.RawBytes;
import dev.hawser.gateway.Budget;
import dev.hawser.gateway.Patience;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * What is wrong with an upstream, and what the doctor is to say of it.
 *
 * @param fault what the upstream does, null for none that listens
 * @param alone the verdict on the URL: cause, confidence and hop
 * @param compared the verdict where the upstream is examined too, as hop {@code app}
 */
record UpstreamFault(String event, Fault fault, String alone, String compared) {

  static final Duration AMPLE = Duration.ofSeconds(30);

  private static final String NO_ANSWER = "no answer";
  private static final String SILENCE = "silence";

  /** What an upstream does with an upgrade request; then its socket is closed. */
  interface Fault {
    void act(String head, Socket socket) throws IOException;
  }

  /** What an upstream does with an open session; then its socket is closed. */
  interface Opened {
    void act(Socket socket) throws IOException;
  }

  /** Who is to be given up is given up soon, and nobody else, however slow the machine is. */
  Budget budget() {
    return Budget.DEFAULT.upstream(AMPLE, event.equals(NO_ANSWER) ? Duration.ofMillis(500) : AMPLE);
  }

  Patience patience() {
    return event.endsWith(SILENCE)
        ? Patience.DEFAULT.pings(Duration.ofMillis(100), 2)
        : Patience.DEFAULT;
  }

  @Override
  public String toString() {
    return event;
  }

  static List<UpstreamFault> rows() {
    String down = "BACKEND_DOWN CONFIRMED GATEWAY_UPSTREAM";
    String slow = "BACKEND_SLOW CONFIRMED GATEWAY_UPSTREAM";
    String broken = "PROTOCOL_ERROR CONFIRMED GATEWAY_UPSTREAM";
    return List.of(
        new UpstreamFault("nobody listens", null, down, "BACKEND_DOWN CONFIRMED app"),
        new UpstreamFault(
            "FIN instead of an answer", (head, socket) -> {}, down, "BACKEND_DOWN CONFIRMED app"),
        new UpstreamFault(
            "RST instead of an answer",
            (head, s) -> s.setSoLinger(true, 0),
            down,
            "BACKEND_DOWN CONFIRMED app"),
        new UpstreamFault(
            NO_ANSWER, (head, socket) -> untilGone(socket), slow, "BACKEND_SLOW CONFIRMED app"),
        new UpstreamFault(
            "what comes is no HTTP",
            (head, socket) -> say(socket, "SSH-2.0-OpenSSH_9.2\r\n"),
            "NOT_HTTP CONFIRMED GATEWAY_UPSTREAM",
            "NOT_HTTP CONFIRMED app"),
        new UpstreamFault(
            "101 with a wrong accept key",
            (head, socket) ->
                say(socket, RawBytes.switching(head).replaceFirst("Accept: .{4}", "Accept: AAAA")),
            "ACCEPT_MISMATCH CONFIRMED GATEWAY_UPSTREAM",
            "ACCEPT_MISMATCH CONFIRMED app"),
        new UpstreamFault(
            "FIN inside the answer's head",
            (head, socket) -> say(socket, "HTTP/1.1 101 Switching Protocols\r\nUpg"),
            down,
            "BACKEND_DOWN CONFIRMED app"),
        new UpstreamFault(
            "101 without an accept key",
            (head, socket) ->
                say(
                    socket,
                    RawBytes.switching(head).replaceFirst("Sec-WebSocket-Accept.*\r\n", "")),
            "ACCEPT_MISMATCH CONFIRMED GATEWAY_UPSTREAM",
            "ACCEPT_MISMATCH CONFIRMED app"),
        new UpstreamFault(
            "101 that does not say what it changes to",
            (head, socket) ->
                say(socket, RawBytes.switching(head).replaceFirst("Upgrade: .*\r\n", "")),
            "UPGRADE_STRIPPED LIKELY GATEWAY_UPSTREAM",
            "UPGRADE_STRIPPED LIKELY app"),
        new UpstreamFault(
            "101 with an extension nobody asked for",
            (head, socket) ->
                say(
                    socket,
                    RawBytes.switching(head, "Sec-WebSocket-Extensions: permessage-deflate")),
            "PROTOCOL_ERROR CONFIRMED GATEWAY_UPSTREAM",
            "PROTOCOL_ERROR CONFIRMED app"),
        new UpstreamFault(
            "101 with a subprotocol nobody asked for",
            (head, socket) -> say(socket, RawBytes.switching(head, "Sec-WebSocket-Protocol: v9")),
            "PROTOCOL_ERROR CONFIRMED GATEWAY_UPSTREAM",
            "PROTOCOL_ERROR CONFIRMED app"),
        new UpstreamFault(
            "302 elsewhere",
            (head, socket) -> refuse(socket, "302 Found\r\nLocation: /login"),
            "REDIRECTED CONFIRMED UNKNOWN",
            "REDIRECTED CONFIRMED app"),
        new UpstreamFault(
            "401 of its own",
            (head, socket) -> refuse(socket, "401 Unauthorized\r\nWWW-Authenticate: Bearer"),
            "AUTH CONFIRMED CLIENT",
            "AUTH CONFIRMED app"),
        new UpstreamFault(
            "503 of its own",
            (head, socket) -> refuse(socket, "503 Service Unavailable"),
            "OVERLOAD POSSIBLE GATEWAY_UPSTREAM",
            "OVERLOAD POSSIBLE app"),
        open("FIN", socket -> {}, down, "BACKEND_DOWN CONFIRMED app"),
        open("RST", socket -> socket.setSoLinger(true, 0), down, "BACKEND_DOWN CONFIRMED app"),
        open(SILENCE, UpstreamFault::untilGone, slow, "BACKEND_SLOW CONFIRMED app"),
        open(
            "a reserved bit",
            socket -> lastWords(socket, 0xC1, 1, 'a'),
            broken,
            "PROTOCOL_ERROR CONFIRMED app"),
        open(
            "Close 1006",
            socket -> lastWords(socket, 0x88, 2, 3, 0xEE),
            "PEER_ILLEGAL_CLOSE CONFIRMED GATEWAY_UPSTREAM",
            "PEER_ILLEGAL_CLOSE CONFIRMED app"),
        open(
            "a masked frame",
            socket -> lastWords(socket, 0x81, 0x81, 0, 0, 0, 0, 'a'),
            broken,
            "PROTOCOL_ERROR CONFIRMED app"),
        open(
            "a reserved opcode",
            socket -> lastWords(socket, 0x83, 0),
            broken,
            "PROTOCOL_ERROR CONFIRMED app"),
        open(
            "a continuation of nothing",
            socket -> lastWords(socket, 0x80, 0),
            broken,
            "PROTOCOL_ERROR CONFIRMED app"),
        open(
            "text that is not UTF-8",
            socket -> lastWords(socket, 0x81, 1, 0xFF),
            "INVALID_PAYLOAD CONFIRMED GATEWAY_UPSTREAM",
            "INVALID_PAYLOAD CONFIRMED app"),
        open(
            "Close of one byte",
            socket -> lastWords(socket, 0x88, 1, 3),
            "PEER_ILLEGAL_CLOSE CONFIRMED GATEWAY_UPSTREAM",
            "PEER_ILLEGAL_CLOSE CONFIRMED app"),
        open(
            "Close 1010, a client's alone",
            socket -> lastWords(socket, 0x88, 2, 3, 0xF2),
            "PEER_ILLEGAL_CLOSE CONFIRMED GATEWAY_UPSTREAM",
            "EXTENSION_MISSING CONFIRMED app"),
        open(
            "Close 1011",
            socket -> lastWords(socket, 0x88, 2, 3, 0xF3),
            "SERVER_ERROR CONFIRMED BACKEND",
            "SERVER_ERROR CONFIRMED app"));
  }

  private static UpstreamFault open(String event, Opened fault, String alone, String compared) {
    return new UpstreamFault(
        "behind the 101: " + event,
        (head, socket) -> {
          say(socket, RawBytes.switching(head));
          fault.act(socket);
        },
        alone,
        compared);
  }

  static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  static void refuse(Socket socket, String status) throws IOException {
    say(socket, "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");
  }

  private static void lastWords(Socket socket, int... bytes) throws IOException {
    byte[] frame = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      frame[i] = (byte) bytes[i];
    }
    socket.getOutputStream().write(frame);
    socket.shutdownOutput();
    untilGone(socket);
  }

  static void untilGone(Socket socket) throws IOException {
    while (socket.getInputStream().read() >= 0) {
      // What comes is not answered.
    }
  }
}
