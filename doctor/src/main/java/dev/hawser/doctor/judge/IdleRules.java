package dev.hawser.doctor.judge;

import static dev.hawser.diagnosis.Confidence.CONFIRMED;
import static dev.hawser.diagnosis.Confidence.LIKELY;
import static dev.hawser.diagnosis.Confidence.POSSIBLE;
import static dev.hawser.diagnosis.Confidence.UNKNOWN;

import dev.hawser.diagnosis.Cause;
import dev.hawser.doctor.evidence.CaseFile;
import dev.hawser.doctor.evidence.FrameNote;
import dev.hawser.doctor.evidence.IdleLook;
import dev.hawser.doctor.evidence.IdleLook.Traffic;
import dev.hawser.doctor.evidence.RungLook;
import dev.hawser.doctor.evidence.SessionLook;
import dev.hawser.doctor.evidence.WireEnd;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Silent and busy connections side by side: rules R21 to R26. */
final class IdleRules {
  /** Sessions that end within this are lost at one moment. */
  private static final long ONE_MOMENT = 300;

  /** What networks of phones want. */
  private static final long LONGEST_BEAT = 25_000;

  /** A connection that lived for less was ended at once, and not for its silence. */
  private static final long AT_ONCE = 500;

  private IdleRules() {}

  static Findings of(CaseFile file) {
    List<IdleLook> silent = of(file, Traffic.SILENT);
    List<IdleLook> lost = file.idles().stream().filter(IdleLook::cut).toList();
    if (lost.isEmpty()) {
      return Findings.NONE;
    }
    if (lost.stream().allMatch(look -> look.end() == WireEnd.BROKEN && look.code() == 0)
        && lost.size() >= silent.size()) {
      return Findings.main(dead(file, lost));
    }
    long cut = silent.stream().filter(IdleLook::cut).count();
    IdleLook message = lost.get(0);
    if (lost.stream().allMatch(look -> look.traffic() == Traffic.MESSAGES)
        && message.code() != 0
        && !CloseRules.saysNothing(message.code())) {
      // Only the application's own message is answered so, and the code says why.
      return Findings.main(CloseRules.of(close(message)).and(Phrase.of("proof.only-message")));
    }
    if (file.idles().size() > 2 && file.idles().stream().allMatch(IdleLook::cut)) {
      Finding all = everything(file, silent);
      if (all != null) {
        return Findings.main(all);
      }
    }
    if (cut < silent.size() || !Regularity.clockLike(ages(silent))) {
      return Findings.main(
          Finding.of(
              Cause.UNKNOWN,
              UNKNOWN,
              Stage.OPEN,
              Phrase.of("proof.some-lost", lost.size(), file.idles().size())));
    }
    return Findings.main(timer(file, silent));
  }

  private static List<IdleLook> of(CaseFile file, Traffic traffic) {
    return file.idles().stream().filter(look -> look.traffic() == traffic).toList();
  }

  private static List<Long> ages(List<IdleLook> looks) {
    return looks.stream().map(IdleLook::lasted).toList();
  }

  /**
   * Tells whether a session ended without a word as those of the test did. This machine was slow:
   * to send its first Ping, so that the session was as silent as the silent ones; or to be done
   * with it, so that it came to the age at which busy and silent ones ended.
   */
  static boolean endedLikeThem(CaseFile file, SessionLook session) {
    List<IdleLook> looks = session.pings() > 0 ? file.idles() : of(file, Traffic.SILENT);
    FrameNote close = session.close();
    boolean wordless =
        close == null || (CloseRules.saysNothing(close.code()) && close.text().isEmpty());
    if (!wordless || !looks.stream().allMatch(IdleLook::cut)) {
      return false;
    }
    List<Long> ages = ages(looks);
    return Regularity.clockLike(ages)
        && Regularity.median(ages) >= AT_ONCE
        && nearly(session.millis(), Regularity.median(ages));
  }

  private static boolean nearly(long millis, long limit) {
    return 10 * millis >= 9 * limit;
  }

  /** Those that were kept busy, as far as this machine was fast enough to do so. */
  private static List<IdleLook> busy(CaseFile file, List<IdleLook> silent) {
    long limit = Regularity.median(ages(silent));
    return file.idles().stream()
        .filter(look -> look.traffic() != Traffic.SILENT)
        .filter(look -> !look.cut() || !nearly(look.quiet(), limit))
        .toList();
  }

  /**
   * Busy or silent, all were lost: at one moment, or at one age; null where none of them was kept
   * busy.
   */
  private static @Nullable Finding everything(CaseFile file, List<IdleLook> silent) {
    IdleLook first = silent.get(0);
    if (first.code() != 0 && !CloseRules.saysNothing(first.code())) {
      return told(file, silent);
    }
    List<Long> ages = ages(file.idles());
    List<Long> moments = file.idles().stream().map(IdleLook::endedAt).toList();
    long spread = Regularity.spread(moments);
    if (spread <= ONE_MOMENT && spread < Regularity.spread(ages) / 2) {
      boolean back = Boolean.TRUE.equals(file.back());
      return Finding.of(
              back ? Cause.PROXY_RELOAD_OR_EDGE_RESTART : Cause.BACKEND_RESTART_OR_CRASH,
              LIKELY,
              Stage.OPEN,
              Phrase.of("proof.one-moment", file.idles().size(), spread))
          .and(Phrase.of(back ? "proof.back-at-once" : "proof.not-back"));
    }
    List<IdleLook> busy = busy(file, silent);
    if (busy.isEmpty() && Regularity.clockLike(ages(silent))) {
      return null;
    }
    if (!Regularity.clockLike(ages)) {
      return Finding.of(
          Cause.UNKNOWN,
          UNKNOWN,
          Stage.OPEN,
          Phrase.of("proof.some-lost", ages.size(), ages.size()));
    }
    boolean sure = busy.stream().anyMatch(look -> look.traffic() == Traffic.MESSAGES);
    Finding age =
        Finding.of(
            Cause.MAX_LIFETIME,
            sure ? CONFIRMED : POSSIBLE,
            Stage.OPEN,
            Phrase.of("proof.one-age", Figures.seconds(Regularity.median(ages))));
    return sure ? age.and(Phrase.of("proof.busy-too")) : age.and(Phrase.of("proof.or-app-idle"));
  }

  /** Nobody ended them, and nobody is there: a forgotten entry of a NAT or a firewall, or worse. */
  private static Finding dead(CaseFile file, List<IdleLook> lost) {
    long watched = lost.stream().mapToLong(IdleLook::lasted).max().orElse(0);
    Finding dead =
        Finding.of(
            Cause.PATH_DEAD,
            LIKELY,
            Stage.OPEN,
            Phrase.of("proof.dropped-silently", lost.size(), Figures.seconds(watched)));
    boolean pingsHold = of(file, Traffic.PINGS).stream().anyMatch(look -> !look.cut());
    Finding held = pingsHold ? dead.and(Phrase.of("proof.pings-hold")) : dead;
    Phrase bracket = bracket(file.rungs());
    return bracket == null ? held : held.and(bracket);
  }

  /** The silence that was survived and the next that was not; null where they do not fit. */
  private static @Nullable Phrase bracket(List<RungLook> rungs) {
    long survived =
        rungs.stream().filter(RungLook::answered).mapToLong(RungLook::silence).max().orElse(-1);
    long not =
        rungs.stream()
            .filter(rung -> !rung.answered())
            .mapToLong(RungLook::silence)
            .min()
            .orElse(-1);
    if (survived < 0 || not <= survived) {
      return null;
    }
    long beat = Math.min(survived * 2 / 5, LONGEST_BEAT) / 1_000 * 1_000;
    return Phrase.of(
        "proof.bracket", Figures.seconds(survived), Figures.seconds(not), Figures.seconds(beat));
  }

  private static Finding timer(CaseFile file, List<IdleLook> silent) {
    IdleLook first = silent.get(0);
    long limit = Regularity.median(ages(silent));
    Phrase proof = Phrase.of("proof.idle", silent.size(), Figures.seconds(limit));
    List<IdleLook> busy = busy(file, silent);
    boolean messagesLive = of(file, Traffic.MESSAGES).stream().anyMatch(look -> !look.cut());
    if (any(busy, Traffic.PINGS, true)) {
      return messagesLive
          ? Finding.of(Cause.APP_LEVEL_IDLE, CONFIRMED, Stage.OPEN, proof)
              .and(Phrase.of("proof.only-messages"))
          : Finding.of(Cause.UNKNOWN, UNKNOWN, Stage.OPEN, proof);
    }
    if (first.code() != 0 && !CloseRules.saysNothing(first.code())) {
      boolean idle =
          first.text().toLowerCase(java.util.Locale.ROOT).matches(".*(idle|timeout|inactiv).*");
      if (!idle) {
        return told(file, silent).and(proof);
      }
    }
    Finding timer =
        first.code() == 0
            ? Finding.of(Cause.PROXY_IDLE, CONFIRMED, Stage.OPEN, proof)
            : Finding.of(Cause.SERVER_IDLE, CONFIRMED, Stage.OPEN, proof)
                .and(Phrase.of("proof.close", first.code(), first.text(), first.lasted()));
    // Without a control it may be an age as well.
    timer =
        any(busy, Traffic.PINGS, false)
            ? timer.and(Phrase.of("proof.pings-hold"))
            : timer.sure(POSSIBLE);
    return any(busy, Traffic.ONE_WAY, true) ? timer.and(Phrase.of("proof.one-way")) : timer;
  }

  /**
   * What the peer said; where nothing was kept busy, an idle limit may stand behind it. Pings may
   * not count for that limit, so where messages were to be sent only those show it.
   */
  private static Finding told(CaseFile file, List<IdleLook> silent) {
    Finding said = CloseRules.of(close(silent.get(0)));
    List<IdleLook> busy = busy(file, silent);
    boolean control =
        of(file, Traffic.MESSAGES).isEmpty()
            ? !busy.isEmpty()
            : busy.stream().anyMatch(look -> look.traffic() == Traffic.MESSAGES);
    return control || said.confidence() != CONFIRMED ? said : said.sure(LIKELY);
  }

  private static boolean any(List<IdleLook> looks, Traffic traffic, boolean cut) {
    return looks.stream().anyMatch(look -> look.traffic() == traffic && look.cut() == cut);
  }

  private static FrameNote close(IdleLook look) {
    return new FrameNote(FrameNote.CLOSE, 0, false, 2, look.code(), look.text(), look.lasted());
  }
}
