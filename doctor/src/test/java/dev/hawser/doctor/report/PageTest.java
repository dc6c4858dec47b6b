package dev.hawser.doctor.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.doctor.Report;
import dev.hawser.doctor.evidence.CaseFile;
import dev.hawser.doctor.evidence.CloseLook;
import dev.hawser.doctor.evidence.HopLook;
import dev.hawser.doctor.evidence.IdleLook;
import dev.hawser.doctor.evidence.IdleLook.Traffic;
import dev.hawser.doctor.evidence.SessionLook;
import dev.hawser.doctor.evidence.WireEnd;
import dev.hawser.doctor.judge.Judge;
import dev.hawser.doctor.judge.Seen;
import dev.hawser.doctor.plan.Requirement;
import dev.hawser.doctor.plan.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The sheet and the pages of evidence that was put together by hand. */
class PageTest {
  private static final WireEnd FIN = WireEnd.FIN;
  private static final WireEnd OPEN = WireEnd.OPEN;

  private static Report report(CaseFile front, String required, HopLook... vias) {
    List<Requirement> bounds = required.isEmpty() ? List.of() : Requirement.parse(required);
    Target target = Target.of("ws://jo:pw@host.example/live?t=s3cr3t");
    return new Report(
        target, front, List.of(vias), Judge.judge(front, List.of(vias), bounds), 4_321);
  }

  private static Seen idleTimer() {
    return new Seen()
        .idles(
            null,
            Seen.idle(Traffic.SILENT, 2_000, FIN),
            Seen.idle(Traffic.SILENT, 2_010, FIN),
            new IdleLook(Traffic.SILENT, 700, 2_020, FIN, 0, ""),
            Seen.idle(Traffic.PINGS, 4_000, OPEN));
  }

  @Test
  void aSheetHoldsTheVerdictItsProofAndWhatToDo() {
    Sheet sheet = Sheet.of(report(idleTimer().file(), "idle>=5s"), Locale.ENGLISH);
    assertThat(sheet.url()).isEqualTo("ws://host.example/live?t=***");
    assertThat(sheet.verdict().cause()).isEqualTo("PROXY_IDLE");
    assertThat(sheet.verdict().phase()).isEqualTo("OPEN");
    assertThat(sheet.verdict().summary()).contains("3 silent connections were cut after 2.0");
    assertThat(sheet.why()).isNotEmpty();
    assertThat(sheet.proof()).hasSize(2);
    assertThat(sheet.fix()).isNotEmpty();
    assertThat(sheet.ruledOut()).contains("DNS_NAME").doesNotContain("PROXY_IDLE");
    assertThat(sheet.nextTests())
        .extracting(Sheet.Next::command)
        .anyMatch(c -> c.contains("--via"));
    assertThat(sheet.requirements())
        .containsExactly(new Sheet.Requirement("idle>=5s", false, "2.0\u00a0s"));
    assertThat(sheet.exitCode()).isEqualTo(17);
    assertThat(sheet.millis()).isEqualTo(4_321);
  }

  @Test
  void whatIsHealthyAndWhatWasNotLookedAtAreToldApart() {
    Seen healthy = new Seen().open(Seen.fine());
    Sheet all = Sheet.of(report(healthy.file(), ""), Locale.ENGLISH);
    assertThat(all.verdict())
        .isEqualTo(
            new Sheet.Verdict(
                "HEALTHY",
                "CONFIRMED",
                "NONE",
                "CLOSED",
                "Nothing is wrong: name, TCP, TLS, upgrade, Pings and closing all went well."));
    assertThat(all.why() + all.fix()).isEmpty();
    assertThat(all.proof()).isEmpty();
    Sheet part = Sheet.of(report(healthy.unseen("close", "idle").file(), ""), Locale.ENGLISH);
    assertThat(part.verdict().confidence()).isEqualTo("LIKELY");
    assertThat(part.verdict().summary()).endsWith("no time to look at close, idle.");
    assertThat(part.exitCode()).isZero();
    Sheet unmet = Sheet.of(report(healthy.file(), "rtt-p50<0.001ms"), Locale.ENGLISH);
    assertThat(unmet.verdict().summary()).contains("a requirement is not met");
  }

  @Test
  void thePageOfAFaultShowsItInBothLanguages() {
    Report report = report(idleTimer().file(), "idle>=5s,size>=1K");
    String english = HtmlPage.of(report, Locale.ENGLISH);
    assertThat(english)
        .startsWith("<!doctype html>\n<html lang=\"en\">")
        .contains("<b>PROXY_IDLE</b> · guilty hop: the reverse proxy (confirmed)")
        .contains("<p>PROOF: 3 silent connections", "<p>FIX:</p><pre>")
        .contains(
            "✗ idle&gt;=5s</b><span>measured 2.0\u00a0s", "✗ size&gt;=1K</b><span>not measured")
        .contains("✗ idle</b><span>silent 2.0\u00a0s FIN", "4000 ms</text>", "2020 ms FIN</text>")
        .doesNotContain("s3cr3t", "pw@", "<script", "http");
    String french = HtmlPage.of(report, Locale.FRENCH);
    assertThat(french)
        .contains(
            "PREUVE\u00a0: 3 connexions", "mesuré 2,0\u00a0s", ">muette</text>", ">Pings</text>");
  }

  private static List<String> parts(String page, String pattern) {
    return Pattern.compile(pattern).matcher(page).results().map(part -> part.group(1)).toList();
  }

  @Test
  void thePageHasAHeadingForEachPartAndNoneForWhatIsNotThere() {
    Report full = report(idleTimer().file(), "idle>=5s");
    assertThat(parts(HtmlPage.of(full, Locale.ENGLISH), "<h2>(.*?)</h2>"))
        .containsExactly(
            "required",
            "What was done, and how long it took",
            "Round trips of Pings",
            "Connections of the idle test, from their opening to their end",
            "to learn more",
            "Excluded");
    CaseFile nameless = new Seen().lookupFails("x").file();
    assertThat(parts(HtmlPage.of(report(nameless, ""), Locale.ENGLISH), "<h2>(.*?)</h2>"))
        .contains("What was done, and how long it took")
        .doesNotContain("required", "Round trips of Pings", "Excluded");
  }

  @Test
  void stepsInARowFollowEachOtherAndWhatComesAfterStartsWhereTheyEnd() {
    Seen seen = new Seen().open(Seen.fine()).closes(new CloseLook(1000, 1000, 40, FIN, 60));
    HopLook via = new HopLook("app", "10.0.0.1:80", seen.file());
    String page = HtmlPage.of(report(seen.file(), "", via), Locale.ENGLISH);
    String first = page.substring(page.indexOf("<svg"), page.indexOf("</svg>"));
    List<String> names = parts(first, "text-anchor=\"start\">([^<]*)<");
    List<String> from = parts(first, "<rect class=\"[A-Z]*\" x=\"([0-9.]+)\"");
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      rows.add(names.get(i) + " " + from.get(i));
    }
    // Of 310 ms: 1 for the name, 3 for TCP, 6 for the upgrade, 300 for the open session.
    assertThat(rows)
        .containsExactly(
            "dns 0.0",
            "tcp 1.1",
            "upgrade 4.4",
            "open 11.0",
            "ping 11.0",
            "close 11.0",
            "app:dns 0.0",
            "app:tcp 1.1",
            "app:upgrade 4.4",
            "app:open 11.0",
            "app:ping 11.0",
            "app:close 11.0");
  }

  @Test
  void thePageOfHealthHasRoundTripsAndWarnings() {
    List<Long> trips = new ArrayList<>(List.of(1_000L, 1_100L, 13_000L));
    SessionLook look = new SessionLook(List.of(), 3, trips, 0, OPEN, false, 300);
    CaseFile front =
        new Seen().open(look).closes(new CloseLook(1000, 0, -1, OPEN, -1)).unseen("idle").file();
    HopLook via = new HopLook("app", "10.0.0.1:80", new Seen().open(Seen.fine()).file());
    String page = HtmlPage.of(report(front, "", via), Locale.ENGLISH);
    assertThat(page)
        .contains("<div class=\"verdict OK\">", "<b>HEALTHY</b> · healthy")
        .contains("<div class=\"warning\"><p><b>CLOSE_UNANSWERED</b>")
        .contains(">2</text>", ">1</text>", "1.00 ms</text>", "13.00 ms</text>")
        .contains("! close</b>", "? idle</b>", "app:upgrade", "No connection was watched.")
        .contains("<pre>hawser doctor ws://host.example/live?t=*** --idle 5m</pre>");
  }

  @Test
  void thePageOfASessionWithoutAPongSaysSo() {
    SessionLook deaf = new SessionLook(List.of(), 2, List.of(), 0, OPEN, false, 3_000);
    assertThat(HtmlPage.of(report(new Seen().open(deaf).file(), ""), Locale.ENGLISH))
        .contains("No Ping was answered.");
    assertThat(HtmlPage.of(report(new Seen().lookupFails("x").file(), ""), Locale.ENGLISH))
        .doesNotContain("Round trips");
  }

  @Test
  void aTimelineShowsTheLastSessionsOnTheScaleOfTheWatch() {
    List<TimelinePage.Session> sessions = new ArrayList<>();
    for (int i = 0; i < 61; i++) {
      sessions.add(
          new TimelinePage.Session(i * 100L, i * 100L + 50, "loss " + i, "because <" + i + ">"));
    }
    TimelinePage.Head lost = new TimelinePage.Head("ws://a/", "FLAPPING", "ends", "61 of them");
    String page = TimelinePage.of(lost, sessions, 10_000, Locale.ENGLISH);
    assertThat(page)
        .contains("<div class=\"verdict FAIL\">", "<b>FLAPPING</b>", "<p>61 of them</p>")
        .contains(
            "<h2>Sessions that were lost, on the time of the watch</h2>",
            ">loss 60</text>",
            ">50 ms</text>")
        .contains("loss 1<", "loss 60<", "because &lt;60&gt;", "10000 ms</text>", "50 ms</text>")
        .doesNotContain("loss 0<");
    TimelinePage.Head held = new TimelinePage.Head("ws://a/", "HEALTHY", "held", "");
    assertThat(TimelinePage.of(held, List.of(), 1_000, Locale.FRENCH))
        .contains("lang=\"fr\"", "<div class=\"verdict OK\">");
  }
}
