package dev.hawser.doctor.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.doctor.Doctor;
import dev.hawser.doctor.Report;
import dev.hawser.doctor.evidence.EchoLook;
import dev.hawser.doctor.plan.Plan;
import dev.hawser.doctor.plan.Requirement;
import dev.hawser.doctor.plan.Target;
import dev.hawser.doctor.report.Sheet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The application's message, whole and in fragments, to servers that answer in their ways. */
@Timeout(180)
class EchoLabTest {
  private static final String MESSAGE = "h\u00e9, all of you \u2693";

  private static Report examine(RawFaultServer.Fault fault, String message, String expected) {
    try (RawFaultServer server = new RawFaultServer(fault)) {
      Plan plan = Plan.standard().idle(Duration.ofMillis(300)).message(message, expected);
      return Doctor.examine(Target.of("ws://127.0.0.1:" + server.port() + "/live"), plan);
    }
  }

  private static Sheet sheet(Report report) {
    return Sheet.of(report, Locale.ENGLISH);
  }

  private static RawFaultServer.Fault saying(String answer) {
    return Faults.opened(
        conn -> {
          for (boolean on = true; on; ) {
            Conn.Got frame = conn.frame();
            if (frame.opcode() < 8) {
              conn.send(0x81, answer.getBytes(StandardCharsets.UTF_8));
            } else {
              on = conn.answerAsUsual(frame);
            }
          }
        });
  }

  /** Takes no fragments, as servers do that were never tried with any. */
  private static void wholeOnly(Conn conn) throws java.io.IOException {
    for (boolean on = true; on; ) {
      Conn.Got frame = conn.frame();
      if (frame.opcode() == 0 || (frame.opcode() == 1 && frame.payload().length < 12)) {
        conn.close(1003, "no fragments");
        conn.fin();
        return;
      }
      on = conn.answerAsUsual(frame);
    }
  }

  @Test
  void anEchoIsMeasuredWholeAndInFragments() {
    Report report = examine(Faults::healthy, MESSAGE, "");
    assertThat(report.front().echoes())
        .extracting(EchoLook::fragments)
        .containsExactly(false, true);
    assertThat(report.front().echoes()).allMatch(EchoLook::answered).allMatch(EchoLook::pong);
    assertThat(sheet(report).exitCode()).isZero();
    assertThat(sheet(report).requirements()).isEmpty();
    assertThat(sheet(report).steps())
        .filteredOn(step -> step.id().matches("echo|fragments"))
        .hasSize(2)
        .allMatch(step -> step.evidence().matches("answered after [0-9.]+ ms"));
  }

  @Test
  void anAnswerThatIsExpectedIsARequirement() {
    Sheet met = sheet(examine(saying("{\"ok\":true}"), MESSAGE, "\"ok\":true"));
    assertThat(met.exitCode()).isZero();
    assertThat(met.requirements()).extracting(Sheet.Requirement::met).containsExactly(true);
    Sheet unmet = sheet(examine(saying("{\"ok\":false}"), MESSAGE, "\"ok\":true"));
    assertThat(unmet.verdict().cause()).isEqualTo(Sheet.HEALTHY);
    assertThat(unmet.exitCode()).isEqualTo(17);
    assertThat(unmet.requirements())
        .containsExactly(new Sheet.Requirement("answer<2.5s", false, ""));
  }

  @Test
  void aMessageThatNobodyAnswersIsReadAllTheSame() {
    Report report = examine(saying("news"), MESSAGE, "");
    assertThat(report.front().echoes().get(0).answered()).isFalse();
    assertThat(report.front().echoes().get(0).pong()).isTrue();
    assertThat(sheet(report).exitCode()).isZero();
  }

  @Test
  void fragmentsThatEndTheSessionAreAWarning() {
    Sheet sheet = sheet(examine(Faults.opened(EchoLabTest::wholeOnly), MESSAGE, ""));
    assertThat(sheet.verdict().cause()).isEqualTo(Sheet.HEALTHY);
    assertThat(sheet.warnings()).extracting(Sheet.Verdict::cause).containsExactly("PROTOCOL_ERROR");
    assertThat(sheet.warnings().get(0).summary()).contains("in three fragments").contains("1003");
    assertThat(sheet.exitCode()).isEqualTo(1);
  }

  @Test
  void aMessageOfOneCharacterHasEmptyFragments() {
    Report report = examine(Faults::healthy, "\u2693", "");
    assertThat(report.front().echoes()).hasSize(2).allMatch(EchoLook::answered);
  }

  @Test
  void withoutAMessageNothingIsSent() {
    try (RawFaultServer server = new RawFaultServer(Faults::healthy)) {
      Plan plan = Plan.standard().idle(Duration.ofMillis(300));
      List<Requirement> bound = Requirement.parse("answer<20m");
      Target target = Target.of("ws://127.0.0.1:" + server.port() + "/live");
      Report report = Doctor.examine(target, plan.requirements(bound));
      assertThat(report.front().echoes()).isEmpty();
      assertThat(report.judgement().exitCode()).isEqualTo(17);
    }
  }
}
