package dev.hawser.gateway;

import dev.hawser.conformance.RawBytes;
import dev.hawser.conformance.RawPeer;
import dev.hawser.conformance.RawServer;
import dev.hawser.gateway.BeforeRow.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * A row of table (a) that is the gateway's own affair, and what the client is answered.
 *
 * @param event what happens
 * @param settings options other than the default
 * @param act makes it happen, at a gateway in front of that upstream; returns who is answered
 * @param answer what the client gets
 * @param hop whose failure the body says that it is
 */
record DoorRow(
    String event,
    UnaryOperator<GatewayOptions> settings,
    BiFunction<Rig, RawServer, RawPeer> act,
    Answer answer,
    String hop) {
  private static final String RETRY = "Retry-After: 5";

  @Override
  public String toString() {
    return event;
  }

  /** Returns every row in which the gateway answers for itself. */
  static List<DoorRow> all() {
    List<DoorRow> rows = new ArrayList<>();
    limits(rows);
    leaving(rows);
    requests(rows);
    return rows;
  }

  private static void limits(List<DoorRow> rows) {
    Answer full = answer(503, "connection_limit_reached", RETRY);
    rows.add(
        new DoorRow(
            "as many sessions as it takes",
            o -> o.with(Capacity.DEFAULT.sessions(1)),
            (rig, upstream) -> {
              rig.open(upstream);
              return rig.asking("/chat");
            },
            full,
            "gateway"));
    rows.add(
        new DoorRow(
            "as many requests under way as it takes",
            o -> o.with(Capacity.DEFAULT.handshakes(1)),
            (rig, upstream) -> {
              rig.asking("/chat");
              rig.keep(upstream.accept()).readHead();
              return rig.asking("/chat");
            },
            full,
            "gateway"));
    rows.add(
        new DoorRow(
            "more bytes wait in its sessions than may",
            o -> o.with(Capacity.DEFAULT.queuedBytes(1)),
            (rig, upstream) -> {
              Flood.down(rig.open(upstream)).untilBlocked();
              return rig.asking("/chat");
            },
            full,
            "gateway"));
  }

  private static void leaving(List<DoorRow> rows) {
    rows.add(
        new DoorRow(
            "no upstream passes its health check",
            o -> o.with(new Probing("/health", Duration.ofSeconds(10))),
            (rig, upstream) -> {
              unwell(rig, upstream);
              return rig.asking("/chat");
            },
            answer(503, "destination_unavailable", RETRY),
            "upstream"));
    rows.add(
        own(
            "it is being drained",
            (rig, upstream) -> {
              rig.open(upstream);
              var unused = rig.gateway().drain(Duration.ofSeconds(30));
              return rig.asking("/chat");
            },
            answer(503, "proxy_internal_response", RETRY)));
    rows.add(
        own(
            "it fails",
            (rig, upstream) -> {
              RawPeer client = rig.asking("/chat");
              RawPeer behind = rig.keep(upstream.accept());
              String asked = behind.readHead();
              rig.clock().fail();
              behind.send(RawBytes.switching(asked));
              String id = String.valueOf(RawBytes.header(asked, "X-Request-Id"));
              Told.own(1001, "gateway_error", false).check(behind, id);
              return client;
            },
            answer(500, "proxy_internal_error")));
  }

  /** Lets that upstream fail its health check. */
  static void unwell(Rig rig, RawServer upstream) {
    RawPeer check = rig.keep(upstream.accept());
    check.readHead();
    rig.advance(Budget.DEFAULT.handshake()); // it accepts, as a hung process does, and is silent
    check.readGone();
    rig.await("it counts as unwell", () -> rig.lines().size() == 1);
  }

  private static void requests(List<DoorRow> rows) {
    rows.add(
        own(
            "the request came through it before",
            (rig, upstream) -> rig.asking("/chat", "Via: 1.1 edge, 1.1 gw"),
            answer(502, "proxy_loop_detected")));
    String[] how = {
      "Upgrade: websocket", "Connection: Upgrade, close", "Sec-WebSocket-Version: 13"
    };
    rows.add(
        said(
            "a request for no WebSocket",
            RawBytes.head("GET /chat HTTP/1.1", "Host: localhost"),
            wrong(426, "this resource speaks WebSocket only: Upgrade: websocket is missing", how)));
    rows.add(
        said(
            "version 8 of the protocol",
            RawBytes.upgradeRequest("/chat").replace("Version: 13", "Version: 8"),
            wrong(426, "Sec-WebSocket-Version '8' is not spoken, only 13", how)));
    rows.add(
        said(
            "a request without a key",
            RawBytes.upgradeRequest("/chat").replace("-Key:", "-Lock:"),
            wrong(400, "one Sec-WebSocket-Key of 16 bytes in base64 is needed, got 0")));
    rows.add(
        said(
            "a target over 16 KiB",
            RawBytes.upgradeRequest("/" + "x".repeat(17_000)),
            wrong(414, "the request line is too long")));
    rows.add(
        said(
            "a header section over 16 KiB",
            RawBytes.upgradeRequest("/chat", "X-Long: " + "x".repeat(17_000)),
            wrong(431, "the header section is too long")));
  }

  private static DoorRow said(String event, String request, Answer answer) {
    return new DoorRow(
        event,
        UnaryOperator.identity(),
        (rig, upstream) -> {
          RawPeer client = rig.connect();
          client.send(request);
          return client;
        },
        answer,
        "client");
  }

  private static DoorRow own(String event, BiFunction<Rig, RawServer, RawPeer> act, Answer answer) {
    return new DoorRow(event, UnaryOperator.identity(), act, answer, "gateway");
  }

  private static Answer answer(int status, String error, String... more) {
    return new Answer(status, "gw; error=" + error, List.of(more));
  }

  private static Answer wrong(int status, String details, String... more) {
    return answer(status, "http_request_error; details=\"" + details + "\"", more);
  }
}
