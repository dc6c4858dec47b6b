package dev.hawser.doctor.report;

import dev.hawser.doctor.report.Svg.Bar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sessions of a watched connection on one line of time, as a page that stands alone. */
public final class TimelinePage {
  private static final int MOST = 60;

  private TimelinePage() {}

  /**
   * What stands above the chart.
   *
   * @param url the URL, without its secrets
   * @param cause the cause, {@code HEALTHY} when nothing was lost
   * @param summary the cause in words
   * @param figures the figures in words
   */
  public record Head(String url, String cause, String summary, String figures) {}

  /**
   * One session that was lost.
   *
   * @param from when it opened, in milliseconds
   * @param to when it ended, in milliseconds
   * @param name how it ended, in a word or two
   * @param explanation why
   */
  public record Session(long from, long to, String name, String explanation) {}

  /** Returns the page; of more sessions than a page shows well, the last. */
  public static String of(Head head, List<Session> sessions, long span, Locale locale) {
    Texts texts = new Texts(locale);
    StringBuilder page = new StringBuilder();
    HtmlPage.head(page, texts.locale().getLanguage(), texts.say("report.title"), head.url());
    boolean healthy = head.cause().equals(Sheet.HEALTHY);
    page.append("<div class=\"verdict ").append(healthy ? "OK" : "FAIL").append("\">\n<p><b>");
    page.append(head.cause()).append("</b></p>\n<p>").append(Svg.escape(head.summary()));
    page.append("</p>\n<p>").append(Svg.escape(head.figures())).append("</p></div>\n");
    HtmlPage.heading(page, texts.say("watch.timeline"));
    List<Session> shown = sessions.subList(Math.max(0, sessions.size() - MOST), sessions.size());
    List<Bar> bars = new ArrayList<>();
    for (Session session : shown) {
      long length = session.to() - session.from();
      bars.add(new Bar(session.name(), session.from(), length, "FAIL", length + " ms"));
    }
    // The scale is that of the whole watch, however early the last loss was.
    bars.add(new Bar("", 0, span, "SKIPPED", span + " ms"));
    page.append(Svg.bars(texts.say("watch.timeline"), bars)).append("\n<ul>\n");
    for (Session session : shown) {
      page.append("<li><b class=\"FAIL\">").append(Svg.escape(session.name())).append("</b> ");
      page.append(Svg.escape(session.explanation())).append("</li>\n");
    }
    return page.append("</ul></body></html>\n").toString();
  }
}
