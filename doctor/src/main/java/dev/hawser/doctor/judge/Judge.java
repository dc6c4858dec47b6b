package dev.hawser.doctor.judge;

import dev.hawser.diagnosis.Cause;
import dev.hawser.diagnosis.Confidence;
import dev.hawser.diagnosis.Hop;
import dev.hawser.doctor.evidence.CaseFile;
import dev.hawser.doctor.evidence.HopLook;
import dev.hawser.doctor.evidence.Probe;
import dev.hawser.doctor.judge.Judgement.Bound;
import dev.hawser.doctor.judge.Judgement.NextTest;
import dev.hawser.doctor.plan.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * From evidence to a judgement, phase by phase: the first phase in which something is wrong holds
 * the cause, and the phases before it are excluded.
 *
 * <p>Pure: the same evidence gives the same judgement.
 */
public final class Judge {
  private static final List<Function<CaseFile, Findings>> PHASES =
      List.of(
          ReachRules::of,
          TlsRules::of,
          UpgradeRules::of,
          OpenRules::of,
          IdleRules::of,
          EchoRules::of,
          SizeRules::of);

  private Judge() {}

  /** Judges the URL, what stands behind it and the bounds asked for. */
  public static Judgement judge(
      CaseFile front, List<HopLook> vias, List<Requirement> requirements) {
    List<Findings> behind = vias.stream().map(via -> alone(via.file())).toList();
    Findings found = HopRules.of(alone(front), front, vias, behind);
    List<Bounds.Checked> bounds = Bounds.of(front, requirements);
    boolean kept = bounds.stream().allMatch(Bounds.Checked::met);
    Finding main = found.main() == null ? null : named(found.main(), front);
    List<Finding> warnings = new ArrayList<>(found.warnings());
    if (main == null && front.session() == null) {
      main =
          Finding.of(Cause.UNKNOWN, Confidence.UNKNOWN, reached(front), Phrase.of("proof.unseen"));
    }
    if (main != null && onlyALimit(main, requirements)) {
      // A limit that nobody asked about is worth knowing and no fault.
      warnings.add(main);
      main = null;
    }
    return new Judgement(
        main,
        warnings,
        RuledOut.of(front, main),
        next(front, vias, main),
        bounds.stream().map(Judge::bound).toList(),
        ExitCodes.of(main, !warnings.isEmpty(), kept));
  }

  /** What a fault of an open connection has to do with the product in front is its own name. */
  private static Finding named(Finding main, CaseFile front) {
    String product = main.product().isEmpty() ? Signatures.front(front) : main.product();
    if (product.isEmpty()) {
      return main;
    }
    Finding named = main.product().isEmpty() ? main.by(product).and(told(product, front)) : main;
    boolean anywhere = named.hop().equals(Hop.UNKNOWN.name());
    // Who sends the page for everything is who stands in front, as far as its name shows.
    return anywhere && named.cause() == Cause.CATCH_ALL_ROUTE ? named.at(Hop.PROXY.name()) : named;
  }

  private static Phrase told(String product, CaseFile front) {
    return Signatures.refusesKeyless(front)
        ? Phrase.of("proof.keyless", product)
        : Phrase.of("proof.named", product);
  }

  /** What was not looked at before the time was over is not healthy. */
  private static Stage reached(CaseFile front) {
    return front.at(Probe.WS0) != null
        ? Stage.UPGRADE
        : front.connected() ? Stage.TLS : front.lookup() == null ? Stage.RESOLVE : Stage.CONNECT;
  }

  private static boolean onlyALimit(Finding main, List<Requirement> requirements) {
    return main.cause() == Cause.MESSAGE_TOO_BIG
        && requirements.stream().noneMatch(r -> r.kind() == Requirement.Kind.SIZE);
  }

  private static Findings alone(CaseFile file) {
    List<Finding> warnings = new ArrayList<>();
    for (Function<CaseFile, Findings> phase : PHASES) {
      Findings found = phase.apply(file);
      warnings.addAll(found.warnings());
      if (found.main() != null) {
        return new Findings(found.main(), warnings);
      }
    }
    return new Findings(null, warnings);
  }

  private static Bound bound(Bounds.Checked checked) {
    Requirement requirement = checked.requirement();
    long measured = checked.measured();
    String said =
        measured < 0
            ? ""
            : switch (requirement.kind()) {
              case IDLE -> Figures.seconds(measured);
              case SIZE -> measured + "\u00a0B";
              case RTT_P50, RTT_P90, RTT_P99, ANSWER ->
                  String.format(java.util.Locale.ROOT, "%.2f\u00a0ms", measured / 1_000.0);
            };
    return new Bound(requirement.text(), checked.met(), said);
  }

  private static List<NextTest> next(CaseFile front, List<HopLook> vias, @Nullable Finding main) {
    List<NextTest> tests = new ArrayList<>();
    if (main == null) {
      tests.add(new NextTest("--idle 5m", Phrase.of("next.idle")));
      if (front.sizes().isEmpty()) {
        tests.add(new NextTest("--size", Phrase.of("next.size")));
      }
      return tests;
    }
    boolean reached = front.connected();
    boolean sure = main.confidence() == Confidence.CONFIRMED;
    if (reached && vias.isEmpty() && main.stage().compareTo(Stage.TLS) > 0) {
      tests.add(new NextTest("--via backend=HOST:PORT", Phrase.of("next.via")));
    }
    if (main.cause() == Cause.MAX_LIFETIME && !sure) {
      tests.add(new NextTest("--send MESSAGE", Phrase.of("next.send")));
    }
    if (main.cause() == Cause.AUTH || main.cause() == Cause.FORBIDDEN) {
      tests.add(new NextTest("--header 'Authorization: …'", Phrase.of("next.auth")));
    }
    if (main.cause() == Cause.BACKEND_SLOW && !sure) {
      tests.add(new NextTest("--timeout 60s", Phrase.of("next.timeout")));
    }
    if (main.cause() == Cause.UNKNOWN || main.cause() == Cause.PATH_DEAD) {
      tests.add(new NextTest("watch", Phrase.of("next.watch")));
    }
    return tests;
  }
}
