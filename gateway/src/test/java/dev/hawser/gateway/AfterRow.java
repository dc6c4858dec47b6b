package dev.hawser.gateway;

import dev.hawser.conformance.Identity;
import dev.hawser.conformance.RawFrame;
import dev.hawser.conformance.RawServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A row of table (b): what happens on an open session, and what each side then sees.
 *
 * @param event what happens
 * @param settings options other than the default
 * @param secure whether the upstream is reached over TLS
 * @param act makes it happen
 */
record AfterRow(
    String event,
    UnaryOperator<GatewayOptions> settings,
    boolean secure,
    Consumer<Stage> act,
    Told client,
    Told upstream) {
  private static final Duration PING = Patience.DEFAULT.ping();
  private static final byte[] NOT_UTF_8 = {3, (byte) 0xE8, -1};
  private static final int[] UPSTREAM_SAYS = {
    1000, 1001, 1002, 1003, 1007, 1008, 1009, 1011, 1012, 1013, 1014, 3000, 4401, 4999
  };
  private static final int[] CLIENT_SAYS = {1000, 1001, 1010, 1012, 3000, 4999};
  private static final int[] NOBODY_SAYS = {
    0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_535
  };

  static AfterRow row(String event, Consumer<Stage> act, Told client, Told upstream) {
    return new AfterRow(event, UnaryOperator.identity(), false, act, client, upstream);
  }

  /** Returns where the upstream listens. */
  RawServer server() {
    return secure
        ? RawServer.secure(Identity.loopback(), Rig.PATIENCE)
        : RawServer.plain(Rig.PATIENCE);
  }

  @Override
  public String toString() {
    return event;
  }

  /** Returns every row. */
  static List<AfterRow> all() {
    List<AfterRow> rows = new ArrayList<>();
    passed(rows);
    badCloses(rows);
    lost(rows);
    breaches(rows);
    GatewaysOwn.rows(rows);
    return rows;
  }

  private static void passed(List<AfterRow> rows) {
    for (int code : UPSTREAM_SAYS) {
      rows.add(
          row(
              "upstream: Close " + code,
              s -> s.upstream().sendClose(code, "bye"),
              Told.same(code, "bye"),
              Told.echo(code)));
    }
    rows.add(
        row(
            "upstream: empty Close",
            s -> s.upstream().sendFrame(RawFrame.CLOSE, true, new byte[0]),
            Told.empty(),
            Told.empty()));
    for (int code : CLIENT_SAYS) {
      rows.add(
          row(
              "client: Close " + code,
              s -> s.client().sendClose(code, "bye"),
              Told.echo(code),
              Told.same(code, "bye")));
    }
    rows.add(
        row(
            "client: empty Close",
            s -> s.client().sendFrame(RawFrame.CLOSE, true, new byte[0]),
            Told.empty(),
            Told.empty()));
  }

  private static void badCloses(List<AfterRow> rows) {
    for (int code : NOBODY_SAYS) {
      rows.add(
          row(
              "upstream: Close " + code,
              s -> s.upstream().sendClose(code, ""),
              badGateway("upstream_bad_close:" + code),
              Told.breach(1002)));
    }
    rows.add(
        row(
            "upstream: Close 1010, a client's alone",
            s -> s.upstream().sendClose(1010, ""),
            badGateway("upstream_bad_close:1010"),
            Told.echo(1010)));
    rows.add(
        row(
            "upstream: Close of one byte",
            s -> s.upstream().sendFrame(RawFrame.CLOSE, true, new byte[1]),
            badGateway("upstream_bad_close:one_byte"),
            Told.breach(1002)));
    rows.add(
        row(
            "upstream: Close whose text is not UTF-8",
            s -> s.upstream().sendFrame(RawFrame.CLOSE, true, NOT_UTF_8),
            badGateway("upstream_bad_close:utf8"),
            Told.breach(1007)));
    for (int code : NOBODY_SAYS) {
      rows.add(
          row(
              "client: Close " + code,
              s -> s.client().sendClose(code, ""),
              Told.breach(1002),
              leaving("client_protocol_error")));
    }
    rows.add(
        row(
            "client: Close of one byte",
            s -> s.client().sendFrame(RawFrame.CLOSE, true, new byte[1]),
            Told.breach(1002),
            leaving("client_protocol_error")));
    rows.add(
        row(
            "client: Close whose text is not UTF-8",
            s -> s.client().sendFrame(RawFrame.CLOSE, true, NOT_UTF_8),
            Told.breach(1007),
            leaving("client_protocol_error")));
  }

  private static void lost(List<AfterRow> rows) {
    rows.add(row("upstream: FIN", s -> s.upstream().fin(), badGateway("upstream_eof"), Told.end()));
    rows.add(
        row(
            "upstream: FIN inside a frame",
            s -> {
              s.upstream().sendHeader(0x82, 70_000);
              s.upstream().fin();
            },
            badGateway("upstream_eof"),
            Told.end()));
    rows.add(
        row(
            "upstream: RST",
            s -> s.upstream().reset(),
            badGateway("upstream_reset"),
            Told.nobody()));
    LostTls.rows(rows);
    rows.add(
        row(
            "upstream: Pings unanswered",
            s -> {
              for (int i = 0; i < 3; i++) {
                s.rig().advance(PING);
              }
            },
            badGateway("upstream_timeout"),
            leaving("upstream_timeout")));
    rows.add(row("client: FIN", s -> s.client().fin(), Told.end(), leaving("client_gone:eof")));
    rows.add(
        row("client: RST", s -> s.client().reset(), Told.nobody(), leaving("client_gone:reset")));
    rows.add(
        row(
            "client: Pings unanswered",
            AfterRow::silentClient,
            Told.end(),
            leaving("client_gone:timeout")));
  }

  private static void silentClient(Stage s) {
    for (int i = 0; i < 3; i++) {
      s.upstream().sendText("alive");
      if (Stage.frame(s.client()).opcode() != RawFrame.TEXT) {
        throw new AssertionError("wanted the upstream's text");
      }
      s.rig().advance(PING);
      if (i < 2) {
        RawFrame ping = s.client().readFrame();
        if (ping.opcode() != RawFrame.PING) {
          throw new AssertionError("wanted a Ping, got " + ping);
        }
      }
    }
  }

  private static void breaches(List<AfterRow> rows) {
    breach(rows, "a masked frame", "masked", s -> s.upstream().sendWronglyMasked(0x81, (byte) 'a'));
    breach(rows, "a reserved bit", "rsv", s -> s.upstream().sendRaw(0xC1, (byte) 'a'));
    breach(rows, "a reserved opcode", "opcode", s -> s.upstream().sendRaw(0x83));
    breach(rows, "a fragmented Ping", "control", s -> s.upstream().sendRaw(0x09));
    breach(rows, "a continuation of nothing", "fragmentation", s -> s.upstream().sendRaw(0x80));
    rows.add(
        row(
            "upstream: text that is not UTF-8",
            s -> s.upstream().sendRaw(0x81, (byte) 0xFF),
            badGateway("upstream_protocol:utf8"),
            Told.breach(1007)));
    rows.add(
        row(
            "client: a frame without a mask",
            s -> s.client().sendWronglyMasked(0x81, (byte) 'a'),
            Told.breach(1002),
            leaving("client_protocol_error")));
  }

  private static void breach(List<AfterRow> rows, String what, String token, Consumer<Stage> act) {
    String event = "upstream: " + what;
    rows.add(row(event, act, badGateway("upstream_protocol:" + token), Told.breach(1002)));
  }

  static Told badGateway(String token) {
    return Told.own(1014, token, true);
  }

  static Told leaving(String token) {
    return Told.own(1001, token, false);
  }
}
