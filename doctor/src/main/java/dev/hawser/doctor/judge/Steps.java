package dev.hawser.doctor.judge;

import dev.hawser.doctor.evidence.AddressTry;
import dev.hawser.doctor.evidence.CaseFile;
import dev.hawser.doctor.evidence.CloseLook;
import dev.hawser.doctor.evidence.EchoLook;
import dev.hawser.doctor.evidence.Exchange;
import dev.hawser.doctor.evidence.IdleLook;
import dev.hawser.doctor.evidence.IdleLook.Traffic;
import dev.hawser.doctor.evidence.NameLookup;
import dev.hawser.doctor.evidence.Probe;
import dev.hawser.doctor.evidence.Reach;
import dev.hawser.doctor.evidence.RungLook;
import dev.hawser.doctor.evidence.SessionLook;
import dev.hawser.doctor.evidence.SizeLook;
import dev.hawser.doctor.evidence.TlsLook;
import dev.hawser.doctor.judge.Step.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The examination as lines: what was done, how it went, what was seen. */
public final class Steps {
  private Steps() {}

  /** Returns the lines of one hop, in the order of a connection's life. */
  public static List<Step> of(CaseFile file) {
    List<Step> steps = new ArrayList<>();
    NameLookup lookup = file.lookup();
    if (lookup != null) {
      boolean found = !lookup.addresses().isEmpty();
      steps.add(
          new Step(
              "dns",
              found ? Outcome.OK : Outcome.FAIL,
              lookup.millis(),
              found
                  ? Phrase.of("step.dns", String.join(", ", lookup.addresses()))
                  : Phrase.of("proof.lookup-failed", lookup.failure())));
    }
    if (!file.tries().isEmpty()) {
      steps.add(tcp(file));
    }
    if (file.mainTls() != null) {
      steps.add(tls(file.mainTls()));
    }
    Exchange answer = file.at(Probe.WS0);
    if (answer != null) {
      steps.add(upgrade(answer));
    }
    for (Probe probe : Probe.values()) {
      Exchange control = file.at(probe);
      if (probe != Probe.WS0 && control != null) {
        steps.add(
            new Step(
                probe.id(),
                Outcome.OK,
                control.millis(),
                Phrase.of("step.control", said(control))));
      }
    }
    opened(file, steps);
    for (String id : file.unseen()) {
      steps.add(new Step(id, Outcome.SKIPPED, 0, Phrase.of("step.unseen")));
    }
    return List.copyOf(steps);
  }

  private static Step tcp(CaseFile file) {
    List<AddressTry> tries = file.tries();
    boolean all = tries.stream().allMatch(t -> t.reach() == Reach.CONNECTED);
    Outcome outcome = all ? Outcome.OK : file.connected() ? Outcome.WARN : Outcome.FAIL;
    long millis = tries.stream().mapToLong(AddressTry::millis).max().orElse(0);
    String list =
        tries.stream()
            .map(t -> t.address() + " {" + t.reach().name().toLowerCase(Locale.ROOT) + "}")
            .collect(Collectors.joining(", "));
    return new Step("tcp", outcome, millis, Phrase.of("step.tcp", list));
  }

  private static Step tls(TlsLook look) {
    if (!look.done()) {
      Object said = look.alert().isEmpty() ? look.end() : look.alert();
      Phrase failed = Phrase.of("step.tls-failed", said, Figures.start(look.firstBytes()));
      return new Step("tls", Outcome.FAIL, look.millis(), failed);
    }
    Object until = look.certificate() == null ? "" : look.certificate().notAfter();
    boolean fine = look.faults().isEmpty();
    return new Step(
        "tls",
        fine ? Outcome.OK : Outcome.FAIL,
        look.millis(),
        fine
            ? Phrase.of("step.tls", look.version(), look.alpn(), until)
            : Phrase.of("step.tls-faults", look.version(), look.faults(), until));
  }

  private static Step upgrade(Exchange answer) {
    Outcome outcome = answer.upgraded() ? Outcome.OK : Outcome.FAIL;
    String front = Signatures.front(answer);
    String subprotocol = answer.header("Sec-WebSocket-Protocol");
    Phrase evidence =
        answer.upgraded() && !subprotocol.isEmpty()
            ? Phrase.of("step.upgrade-subprotocol", subprotocol)
            : front.isEmpty()
                ? Phrase.of("step.upgrade", said(answer))
                : Phrase.of("step.upgrade-by", said(answer), front);
    return new Step("upgrade", outcome, answer.millis(), evidence);
  }

  private static String said(Exchange answer) {
    if (answer.status() != 0) {
      return "HTTP " + answer.status() + (answer.defect().isEmpty() ? "" : ", " + answer.defect());
    }
    if (answer.mute()) {
      return answer.end().name();
    }
    return Figures.start(answer.firstBytes());
  }

  private static void opened(CaseFile file, List<Step> steps) {
    SessionLook session = file.session();
    if (session == null) {
      return;
    }
    steps.add(
        new Step(
            "open",
            session.lost() ? Outcome.FAIL : Outcome.OK,
            session.millis(),
            session.lost()
                ? Phrase.of(
                    "step.lost",
                    session.close() == null ? session.end() : session.close().code(),
                    session.millis())
                : Phrase.of("step.open", session.frames().size())));
    if (session.pings() > 0) {
      steps.add(ping(session));
    }
    for (CloseLook close : file.closes()) {
      steps.add(close(close));
    }
    if (!file.repeats().isEmpty()) {
      long fine = file.repeats().stream().filter(Exchange::upgraded).count();
      steps.add(
          new Step(
              "repeat",
              fine == file.repeats().size() ? Outcome.OK : Outcome.FAIL,
              file.repeats().stream().mapToLong(Exchange::millis).max().orElse(0),
              Phrase.of("step.repeat", fine, file.repeats().size())));
    }
    for (EchoLook look : file.echoes()) {
      steps.add(echo(look));
    }
    if (!file.idles().isEmpty()) {
      steps.add(idle(file));
    }
    if (!file.rungs().isEmpty()) {
      steps.add(ladder(file));
    }
    if (!file.sizes().isEmpty()) {
      steps.add(size(file));
    }
    for (CloseLook answer : file.malformed()) {
      steps.add(
          new Step(
              "malformed",
              answer.echoed() == answer.sent() ? Outcome.OK : Outcome.WARN,
              answer.endMillis(),
              Phrase.of("step.malformed", answer.sent(), answer.echoed(), answer.end())));
    }
  }

  private static Step ping(SessionLook session) {
    int answered = session.rttMicros().size();
    int missing = session.pings() - answered;
    Outcome outcome = missing == 0 ? Outcome.OK : missing == 1 ? Outcome.WARN : Outcome.FAIL;
    Phrase evidence =
        Phrase.of(
            "step.ping",
            answered,
            session.pings(),
            millis(session.rttMicros(50)),
            millis(session.rttMicros(99)));
    return new Step("ping", outcome, session.rttMicros(100) / 1_000, evidence);
  }

  private static String millis(long micros) {
    return String.format(Locale.ROOT, "%.2f", micros / 1_000.0);
  }

  private static Step close(CloseLook close) {
    Outcome outcome = close.echoed() == 0 ? Outcome.WARN : Outcome.OK;
    Phrase evidence =
        close.echoed() == 0
            ? Phrase.of("step.close-unanswered", close.sent(), close.end())
            : Phrase.of(
                "step.close", close.sent(), close.echoed(), close.echoMillis(), close.end());
    return new Step("close", outcome, Math.max(close.echoMillis(), 0), evidence);
  }

  private static Step idle(CaseFile file) {
    long longest = file.idles().stream().mapToLong(IdleLook::lasted).max().orElse(0);
    boolean cut = file.idles().stream().anyMatch(IdleLook::cut);
    String all =
        file.idles().stream()
            .map(
                look ->
                    "{"
                        + word(look.traffic())
                        + "} "
                        + Figures.seconds(look.lasted())
                        + ended(look))
            .collect(Collectors.joining(", "));
    return new Step("idle", cut ? Outcome.FAIL : Outcome.OK, longest, Phrase.of("step.idle", all));
  }

  /** Returns the word for that traffic, which the bundles have in each language. */
  public static String word(Traffic traffic) {
    return traffic.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String ended(IdleLook look) {
    return look.cut() ? " " + (look.code() == 0 ? look.end() : look.code()) : "";
  }

  private static Step echo(EchoLook look) {
    Object said = look.code() == 0 ? look.end() : look.code();
    Phrase evidence =
        look.answered()
            ? Phrase.of("step.echo", millis(look.micros()))
            : look.lost()
                ? Phrase.of("step.echo-lost", said)
                : Phrase.of(look.pong() ? "step.echo-read" : "step.echo-none");
    Outcome outcome = look.lost() ? Outcome.WARN : look.pong() ? Outcome.OK : Outcome.SKIPPED;
    long ms = Math.max(look.micros() / 1_000, 0);
    return new Step(look.fragments() ? "fragments" : "echo", outcome, ms, evidence);
  }

  private static Step ladder(CaseFile file) {
    String all =
        file.rungs().stream()
            .map(r -> Figures.seconds(r.silence()) + " {" + (r.answered() ? "alive" : "dead") + "}")
            .collect(Collectors.joining(", "));
    boolean alive = file.rungs().stream().allMatch(RungLook::answered);
    long longest = file.rungs().stream().mapToLong(RungLook::silence).max().orElse(0);
    return new Step(
        "ladder", alive ? Outcome.OK : Outcome.FAIL, longest, Phrase.of("step.idle", all));
  }

  private static Step size(CaseFile file) {
    long largest =
        file.sizes().stream().filter(SizeLook::survived).mapToLong(SizeLook::bytes).max().orElse(0);
    boolean all = file.sizes().stream().allMatch(SizeLook::survived);
    SizeLook last = file.sizes().get(file.sizes().size() - 1);
    return new Step(
        "size",
        all ? Outcome.OK : Outcome.WARN,
        0,
        all
            ? Phrase.of("step.size", largest)
            : Phrase.of(
                "step.size-limit",
                largest,
                last.bytes(),
                last.code() == 0 ? last.end() : last.code()));
  }
}
