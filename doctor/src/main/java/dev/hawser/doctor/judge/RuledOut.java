package dev.hawser.doctor.judge;

import dev.hawser.diagnosis.Cause;
import dev.hawser.doctor.evidence.CaseFile;
import dev.hawser.doctor.evidence.Exchange;
import dev.hawser.doctor.evidence.IdleLook;
import dev.hawser.doctor.evidence.Probe;
import dev.hawser.doctor.evidence.SessionLook;
import dev.hawser.doctor.evidence.SizeLook;
import dev.hawser.doctor.evidence.TlsLook;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What cannot be the cause: only what was looked at and went well. */
final class RuledOut {
  private RuledOut() {}

  static List<Cause> of(CaseFile file, @Nullable Finding main) {
    Set<Cause> out = EnumSet.noneOf(Cause.class);
    if (file.lookup() != null && !file.lookup().addresses().isEmpty()) {
      out.add(Cause.DNS_NAME);
    }
    if (file.connected()) {
      out.addAll(Set.of(Cause.NOT_LISTENING, Cause.FIREWALL, Cause.NO_ROUTE));
    }
    tls(file, out);
    upgrade(file, out);
    session(file, out);
    if (main != null) {
      out.remove(main.cause());
    }
    return List.copyOf(out);
  }

  private static void tls(CaseFile file, Set<Cause> out) {
    TlsLook look = file.mainTls();
    if (look != null && look.done()) {
      out.addAll(Set.of(Cause.WSS_TO_CLEAR_PORT, Cause.TLS_HANDSHAKE, Cause.H2_ONLY));
      if (look.faults().isEmpty()) {
        out.addAll(Set.of(Cause.TLS_EXPIRED, Cause.TLS_NAME, Cause.TLS_CHAIN));
      }
    }
  }

  private static void upgrade(CaseFile file, Set<Cause> out) {
    Exchange answer = file.at(Probe.WS0);
    if (answer != null && answer.status() != 0) {
      out.addAll(Set.of(Cause.WS_TO_TLS_PORT, Cause.NOT_HTTP, Cause.MUTE_PROXY));
    }
    if (file.upgraded()) {
      out.addAll(
          Set.of(
              Cause.UPGRADE_STRIPPED,
              Cause.CATCH_ALL_ROUTE,
              Cause.REDIRECTED,
              Cause.WRONG_PATH,
              Cause.AUTH,
              Cause.FORBIDDEN,
              Cause.ORIGIN_POLICY,
              Cause.ACCEPT_MISMATCH,
              Cause.BACKEND_SLOW));
    }
  }

  private static void session(CaseFile file, Set<Cause> out) {
    SessionLook session = file.session();
    if (session != null && !session.lost()) {
      out.addAll(Set.of(Cause.SCG_BACKEND_HANDSHAKE, Cause.FLAPPING, Cause.BACKEND_DOWN));
      if (session.pings() > 0 && session.rttMicros().size() == session.pings()) {
        out.addAll(Set.of(Cause.PATH_DEAD, Cause.BUFFERED));
      }
    }
    List<SizeLook> sizes = file.sizes();
    if (!sizes.isEmpty() && sizes.stream().allMatch(SizeLook::survived)) {
      out.addAll(Set.of(Cause.MTU_BLACKHOLE, Cause.MESSAGE_TOO_BIG));
    }
    boolean held = !file.idles().isEmpty() && file.idles().stream().noneMatch(IdleLook::cut);
    if (held) {
      out.add(Cause.BACKEND_RESTART_OR_CRASH);
    }
  }
}
