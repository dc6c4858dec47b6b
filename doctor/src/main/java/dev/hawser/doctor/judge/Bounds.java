package dev.hawser.doctor.judge;

import dev.hawser.doctor.evidence.CaseFile;
import dev.hawser.doctor.evidence.IdleLook;
import dev.hawser.doctor.evidence.IdleLook.Traffic;
import dev.hawser.doctor.evidence.SessionLook;
import dev.hawser.doctor.evidence.SizeLook;
import dev.hawser.doctor.plan.Requirement;
import java.util.List;

/** Holds what was measured against the bounds asked for. */
final class Bounds {
  private Bounds() {}

  /**
   * One bound, held against what was measured.
   *
   * @param requirement the bound
   * @param met whether it is kept
   * @param measured milliseconds, bytes or microseconds as in the requirement; -1 when nothing was
   *     measured
   */
  record Checked(Requirement requirement, boolean met, long measured) {}

  static List<Checked> of(CaseFile file, List<Requirement> requirements) {
    return requirements.stream().map(requirement -> check(file, requirement)).toList();
  }

  private static Checked check(CaseFile file, Requirement requirement) {
    long measured =
        switch (requirement.kind()) {
          case IDLE -> idle(file);
          case SIZE -> size(file);
          case RTT_P50, RTT_P90, RTT_P99 -> roundTrip(file, requirement.kind().percent());
          case ANSWER -> answer(file);
        };
    boolean met =
        switch (requirement.kind()) {
          case IDLE, SIZE -> measured >= requirement.bound();
          case RTT_P50, RTT_P90, RTT_P99, ANSWER -> measured >= 0 && measured < requirement.bound();
        };
    return new Checked(requirement, met, measured);
  }

  /** The shortest life of a silent connection: cut, or watched to the end of the test. */
  private static long idle(CaseFile file) {
    return file.idles().stream()
        .filter(look -> look.traffic() == Traffic.SILENT)
        .mapToLong(IdleLook::lasted)
        .min()
        .orElse(-1);
  }

  private static long size(CaseFile file) {
    return file.sizes().stream()
        .filter(SizeLook::survived)
        .mapToLong(SizeLook::bytes)
        .max()
        .orElse(-1);
  }

  private static long answer(CaseFile file) {
    return file.echoes().isEmpty() ? -1 : file.echoes().get(0).micros();
  }

  private static long roundTrip(CaseFile file, int percent) {
    SessionLook session = file.session();
    return session == null || session.rttMicros().isEmpty() ? -1 : session.rttMicros(percent);
  }
}
