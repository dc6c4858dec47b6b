package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseFrames;
import dev.hawser.close.Ending;
import dev.hawser.close.Phase;
import dev.hawser.close.SampleEndings;
import dev.hawser.close.TransportEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
  @Test
  void holdsTheFindingItsRemedyAndWhatIsExcluded() {
    Evidence evidence = Evidence.of(SampleEndings.closedByPeer(1014));
    assertThat(Diagnosis.of(evidence))
        .isEqualTo(
            new Diagnosis(
                evidence,
                Cause.BACKEND_DOWN,
                Confidence.CONFIRMED,
                Remedy.CHECK_BACKEND,
                List.of(Phase.RESOLVING, Phase.CONNECTING, Phase.HANDSHAKING),
                List.of(),
                Measure.NONE));
  }

  @Test
  void keepsItsOwnCopiesOfTheLists() {
    List<Phase> phases = new ArrayList<>(List.of(Phase.OPEN));
    List<Cause> others = new ArrayList<>(List.of(Cause.AUTH));
    Evidence evidence = Evidence.of(SampleEndings.dropped());
    Diagnosis diagnosis =
        new Diagnosis(
            evidence,
            Cause.UNKNOWN,
            Confidence.UNKNOWN,
            Remedy.COLLECT,
            phases,
            others,
            Measure.NONE);
    phases.clear();
    others.clear();
    assertThat(diagnosis.excluded()).containsExactly(Phase.OPEN);
    assertThat(diagnosis.alternatives()).containsExactly(Cause.AUTH);
  }

  @Test
  void rulesOutWhatCannotHappenInThePhase() {
    Diagnosis refused = Diagnosis.of(Evidence.of(SampleEndings.refused(502)));
    assertThat(refused.ruledOut())
        .contains(Cause.DNS_NAME, Cause.TLS_EXPIRED, Cause.PROXY_IDLE)
        .doesNotContain(Cause.BACKEND_DOWN, Cause.AUTH, Cause.UNKNOWN);
  }

  @Test
  void whatIsUndecidedHasANextTest() {
    assertThat(Diagnosis.of(Evidence.of(SampleEndings.dropped())).next()).contains(NextTest.WATCH);
    assertThat(Diagnosis.of(Evidence.of(SampleEndings.refused(400))).next())
        .contains(NextTest.DIRECT);
    assertThat(Diagnosis.of(Evidence.of(SampleEndings.refused(502))).next()).isEmpty();
    assertThat(Diagnosis.of(Evidence.of(SampleEndings.closedByPeer(1014))).next()).isEmpty();
    List<Ending> cuts = List.of(Losses.cut(20, 20), Losses.cut(20, 20), Losses.cut(20, 20));
    assertThat(Diagnosis.of(Losses.evidence(cuts)).next()).contains(NextTest.HEARTBEAT);
  }

  @Test
  void explainsInEnglishUnlessAskedOtherwise() {
    Diagnosis diagnosis = Diagnosis.of(Evidence.of(SampleEndings.closedByPeer(1012)));
    assertThat(diagnosis.explain())
        .isEqualTo(
            "The server closed the connection after 5 s with code 1012 Service Restart. Cause: the"
                + " service is being restarted and will"
                + " be back. Let the backoff work; if it lasts, ask who operates the server.");
    assertThat(diagnosis.explain(Locale.JAPANESE)).isEqualTo(diagnosis.explain());
    assertThat(diagnosis.explain(Locale.FRANCE))
        .startsWith("Le serveur a fermé la connexion au bout de 5 s")
        .contains("Cause confirmée\u00a0: le service redémarre et va revenir.");
    assertThat(diagnosis.explanation(Locale.FRANCE)).hasToString(diagnosis.explain(Locale.FRANCE));
  }

  @Test
  void swappingTwoEndingsSwapsTheirExplanations() {
    Ending restart = SampleEndings.closedByPeer(1012);
    Ending reset =
        new Ending.Dropped(SampleEndings.open().with(CloseFrames.none(TransportEnd.RST, false)));
    String ofRestart = explain(restart, reset);
    String ofReset = explain(reset, restart);
    assertThat(ofRestart).isNotEqualTo(ofReset).contains("1012").isEqualTo(explain(restart));
    assertThat(ofReset).contains("RST").isEqualTo(explain(reset));
  }

  private static String explain(Ending ending, Ending... earlier) {
    return Diagnosis.of(new Evidence(ending, List.of(earlier))).explain();
  }
}
