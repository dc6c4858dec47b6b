package dev.hawser.gateway;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.conformance.RawFrame;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The rows of table (b) in which the gateway ends the session: its limits, its end, its failure.
 */
final class GatewaysOwn {
  private GatewaysOwn() {}

  /** Adds them. */
  static void rows(List<AfterRow> rows) {
    limits(rows);
    stalls(rows);
    leaves(rows);
  }

  private static void limits(List<AfterRow> rows) {
    UnaryOperator<GatewayOptions> small = o -> o.with(Capacity.DEFAULT.message(1_000));
    rows.add(
        new AfterRow(
            "upstream: a message over the limit of 1,000 bytes",
            small,
            false,
            s -> s.upstream().sendFrame(RawFrame.BINARY, true, new byte[1_001]),
            AfterRow.badGateway("upstream_too_big:1000"),
            Told.own(1009, "max=1000", false)));
    rows.add(
        new AfterRow(
            "client: a message over the limit of 1,000 bytes",
            small,
            false,
            s -> s.client().sendFrame(RawFrame.BINARY, true, new byte[1_001]),
            Told.own(1009, "max=1000", false),
            AfterRow.leaving("client_too_big")));
    Duration idle = Duration.ofSeconds(20);
    rows.add(
        new AfterRow(
            "idle for the limit of 20 s",
            o -> o.with(Patience.DEFAULT.idle(idle)),
            false,
            s -> s.rig().advance(idle),
            Told.own(1001, "idle:20s", false),
            AfterRow.leaving("idle:20s")));
    Duration age = Duration.ofSeconds(20);
    rows.add(
        new AfterRow(
            "as old as the limit of 20 s",
            o -> o.with(Patience.DEFAULT.age(age)),
            false,
            s -> s.rig().advance(age),
            Told.own(1012, "max_age:20s", true),
            AfterRow.leaving("max_age:20s")));
  }

  private static void stalls(List<AfterRow> rows) {
    UnaryOperator<GatewayOptions> unasked =
        o -> o.with(Patience.DEFAULT.pings(Duration.ZERO, 1)); // who does not read answers none
    rows.add(
        new AfterRow(
            "client: takes nothing in for a minute",
            unasked,
            false,
            s -> stalled(s, Flood.down(s)),
            Told.ownBehindData(1013, "slow_consumer", true),
            AfterRow.leaving("client_slow")));
    rows.add(
        new AfterRow(
            "upstream: takes nothing in for a minute",
            unasked,
            false,
            s -> stalled(s, Flood.up(s)),
            AfterRow.badGateway("upstream_stalled"),
            Told.ownBehindData(1001, "upstream_stalled", false)));
  }

  private static void stalled(Stage s, Flood flood) {
    long taken = flood.untilBlocked();
    if (taken > 10_000_000) {
      throw new AssertionError("wanted less than 10 MB on their way, got " + taken);
    }
    s.rig().untilSlow();
    flood.stop();
  }

  private static void leaves(List<AfterRow> rows) {
    rows.add(
        AfterRow.row(
            "gateway: drained for a restart",
            s -> {
              var unused = s.rig().gateway().drain(Duration.ofSeconds(1));
              s.rig().advance(Duration.ofSeconds(1));
            },
            Told.own(1012, "restart", true),
            AfterRow.leaving("restart")));
    rows.add(
        AfterRow.row(
            "gateway: closed for good",
            s -> s.rig().gateway().close(),
            Told.own(1001, "shutdown", false),
            AfterRow.leaving("shutdown")));
    rows.add(policy(1008, "not allowed any more"));
    rows.add(policy(4401, "token expired"));
    rows.add(
        AfterRow.row(
            "gateway: fails at a message",
            s -> {
              s.rig().clock().fail();
              s.client().sendText("the last straw");
            },
            Told.own(1011, "gateway_error", false),
            AfterRow.leaving("gateway_error")));
    rows.add(
        AfterRow.row(
            "gateway: fails when it looks after the session",
            s -> {
              s.rig().clock().fail();
              s.rig().advance(Patience.DEFAULT.ping());
            },
            Told.own(1011, "gateway_error", false),
            AfterRow.leaving("gateway_error")));
  }

  private static AfterRow policy(int code, String text) {
    CloseReason told = CloseReason.of(CloseCode.of(code), text);
    return AfterRow.row(
        "application: ends a session by " + code + " `" + text + "`",
        s -> {
          if (!s.rig().gateway().end(s.id(), told)) {
            throw new AssertionError("no session " + s.id());
          }
        },
        Told.same(code, text),
        AfterRow.leaving("policy"));
  }
}
