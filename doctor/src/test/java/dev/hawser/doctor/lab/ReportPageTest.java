package dev.hawser.doctor.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.doctor.Doctor;
import dev.hawser.doctor.Report;
import dev.hawser.doctor.plan.Plan;
import dev.hawser.doctor.plan.Requirement;
import dev.hawser.doctor.plan.Target;
import dev.hawser.doctor.report.HtmlPage;
import dev.hawser.doctor.report.Sheet;
import java.io.StringReader;
import java.time.Duration;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** The page of a real examination: a server that cuts silent connections. */
class ReportPageTest {
  private static Report report;

  @BeforeAll
  static void examine() {
    try (RawFaultServer server = new RawFaultServer(Faults.idle(2_500, frame -> true, Conn::fin))) {
      Plan plan =
          Plan.standard()
              .idle(Duration.ofMillis(5_500))
              .requirements(Requirement.parse("idle>=5s,rtt-p99<20m"));
      Target target = Target.of("ws://ann:pa55word@127.0.0.1:" + server.port() + "/live?t=s3cr3t");
      report = Doctor.examine(target, plan);
    }
  }

  @Test
  void standsAloneAndFitsAPhone() {
    String page = HtmlPage.of(report, Locale.ENGLISH);
    assertThat(page)
        .startsWith("<!doctype html>\n<html lang=\"en\">")
        .contains("width=device-width", "PROXY_IDLE", "✗ idle&gt;=5s", "✓ rtt-p99&lt;20m")
        .doesNotContain("<script", "src=", "href=", "http://", "pa55word", "s3cr3t");
  }

  @Test
  void holdsAWaterfallAHistogramAndTheLosses() throws Exception {
    String page = HtmlPage.of(report, Locale.FRENCH);
    String[] charts = page.split("<svg", -1);
    assertThat(charts).hasSize(4);
    for (int i = 1; i < charts.length; i++) {
      String svg = "<svg" + charts[i].substring(0, charts[i].indexOf("</svg>") + 6);
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(svg)));
      assertThat(document.getElementsByTagName("rect").getLength()).isGreaterThan(2);
    }
    assertThat(charts[3]).contains("muette", "Pings", "FIN", "class=\"FAIL\"", "class=\"OK\"");
    assertThat(page).contains("lang=\"fr\"", "maillon fautif : le mandataire inverse (confirmé)");
  }

  @Test
  void theLimitIsMeasuredWithinASecondAndTheRequirementFails() {
    Sheet sheet = Sheet.of(report, Locale.ENGLISH);
    assertThat(sheet.verdict().cause()).isEqualTo("PROXY_IDLE");
    assertThat(sheet.exitCode()).isEqualTo(17);
    assertThat(sheet.proof().get(0))
        .matches("3 silent connections were cut after [2-4]\\.\\d\u00a0s of silence\\.");
    assertThat(sheet.requirements())
        .extracting(Sheet.Requirement::met)
        .containsExactly(false, true);
  }
}
