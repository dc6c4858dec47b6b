package dev.hawser.gateway;

import dev.hawser.conformance.Identity;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The rows of table (b) in which an upstream is lost that is reached over TLS. */
final class LostTls {
  private LostTls() {}

  /** Adds them. */
  static void rows(List<AfterRow> rows) {
    rows.add(
        secure(
            "upstream: TLS close_notify",
            s -> s.upstream().fin(),
            AfterRow.badGateway("upstream_eof"),
            Told.end()));
    rows.add(
        secure(
            "upstream: FIN without TLS close_notify",
            s -> s.upstream().truncate(),
            AfterRow.badGateway("upstream_tls:truncated"),
            Told.end()));
    rows.add(
        secure(
            "upstream: a fatal TLS alert, 20 for a damaged record",
            s -> s.upstream().alert(),
            AfterRow.badGateway("upstream_tls:20"),
            Told.nobody()));
    rows.add(
        secure(
            "upstream: RST under TLS",
            s -> s.upstream().reset(),
            AfterRow.badGateway("upstream_reset"),
            Told.nobody()));
  }

  private static AfterRow secure(String event, Consumer<Stage> act, Told client, Told upstream) {
    UnaryOperator<GatewayOptions> trusting = o -> o.with(Identity.loopback().client());
    return new AfterRow(event, trusting, true, act, client, upstream);
  }
}
