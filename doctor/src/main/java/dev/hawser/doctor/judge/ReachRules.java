package dev.hawser.doctor.judge;

import static dev.hawser.diagnosis.Confidence.CONFIRMED;
import static dev.hawser.diagnosis.Confidence.LIKELY;
import static dev.hawser.diagnosis.Confidence.POSSIBLE;

import dev.hawser.diagnosis.Cause;
import dev.hawser.doctor.evidence.AddressTry;
import dev.hawser.doctor.evidence.CaseFile;
import dev.hawser.doctor.evidence.NameLookup;
import dev.hawser.doctor.evidence.Reach;
import java.util.List;
import java.util.stream.Collectors;

/** Name and TCP: rules R1 to R4. */
final class ReachRules {
  private ReachRules() {}

  static Findings of(CaseFile file) {
    NameLookup lookup = file.lookup();
    if (lookup != null && lookup.addresses().isEmpty()) {
      Finding name =
          Finding.of(
              Cause.DNS_NAME,
              lookup.temporary() ? LIKELY : CONFIRMED,
              Stage.RESOLVE,
              Phrase.of("proof.lookup-failed", lookup.failure()));
      return Findings.main(name);
    }
    if (file.tries().isEmpty()) {
      return Findings.NONE;
    }
    return file.connected() ? partly(file) : nowhere(file);
  }

  private static Findings nowhere(CaseFile file) {
    if (all(file, Reach.REFUSED)) {
      return Findings.main(
          Finding.of(
              Cause.NOT_LISTENING,
              CONFIRMED,
              Stage.CONNECT,
              Phrase.of("proof.refused", list(file.tries()))));
    }
    if (all(file, Reach.TIMEOUT)) {
      Finding silent =
          Finding.of(
              Cause.FIREWALL,
              file.otherPortAnswers() ? LIKELY : POSSIBLE,
              Stage.CONNECT,
              Phrase.of("proof.syn-unanswered", list(file.tries())));
      return Findings.main(
          file.otherPortAnswers() ? silent.and(Phrase.of("proof.other-port")) : silent);
    }
    if (all(file, Reach.UNREACHABLE)) {
      return Findings.main(
          Finding.of(
              Cause.NO_ROUTE,
              LIKELY,
              Stage.CONNECT,
              Phrase.of("proof.unreachable", list(file.tries()))));
    }
    Cause cause =
        file.tries().stream().anyMatch(t -> t.reach() == Reach.REFUSED)
            ? Cause.NOT_LISTENING
            : Cause.FIREWALL;
    return Findings.main(
        Finding.of(cause, POSSIBLE, Stage.CONNECT, Phrase.of("proof.mixed", list(file.tries()))));
  }

  private static boolean all(CaseFile file, Reach reach) {
    return file.tries().stream().allMatch(t -> t.reach() == reach);
  }

  private static Findings partly(CaseFile file) {
    List<AddressTry> dead =
        file.tries().stream().filter(t -> t.reach() != Reach.CONNECTED).toList();
    if (dead.isEmpty()) {
      return Findings.NONE;
    }
    for (boolean v6 : new boolean[] {true, false}) {
      List<AddressTry> family = file.tries().stream().filter(t -> t.v6() == v6).toList();
      if (!family.isEmpty() && dead.containsAll(family)) {
        return Findings.warning(
            Finding.of(
                Cause.ADDR_FAMILY_DEAD,
                CONFIRMED,
                Stage.CONNECT,
                Phrase.of("proof.family", v6 ? "IPv6" : "IPv4", list(family))));
      }
    }
    return Findings.warning(
        Finding.of(
            Cause.ONE_BAD_BACKEND,
            LIKELY,
            Stage.CONNECT,
            Phrase.of("proof.address-dead", list(dead))));
  }

  private static String list(List<AddressTry> tries) {
    return tries.stream().map(AddressTry::address).collect(Collectors.joining(", "));
  }
}
