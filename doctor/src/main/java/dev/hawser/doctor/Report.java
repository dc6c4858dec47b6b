package dev.hawser.doctor;

import dev.hawser.doctor.evidence.CaseFile;
import dev.hawser.doctor.evidence.HopLook;
import dev.hawser.doctor.judge.Judgement;
import dev.hawser.doctor.judge.Step;
import dev.hawser.doctor.judge.Steps;
import dev.hawser.doctor.plan.Target;
import java.util.List;

/**
 * An examination and what is concluded from it.
 *
 * <p>Holds what was sent, secrets included: {@link dev.hawser.doctor.report.Sheet} is what may be
 * shown.
 *
 * @param target whom it was about
 * @param front what was seen at the URL
 * @param vias what was seen at the hops behind it
 * @param judgement what is concluded
 * @param millis how long it took
 */
public record Report(
    Target target, CaseFile front, List<HopLook> vias, Judgement judgement, long millis) {
  /** Copies the list. */
  public Report {
    vias = List.copyOf(vias);
  }

  /** Returns what was done at the URL, line by line. */
  public List<Step> steps() {
    return Steps.of(front);
  }
}
