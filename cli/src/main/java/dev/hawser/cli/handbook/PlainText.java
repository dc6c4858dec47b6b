package dev.hawser.cli.handbook;

import dev.hawser.cli.Words;
import dev.hawser.diagnosis.Cause;
import dev.hawser.diagnosis.CauseText;
import dev.hawser.handbook.Article;
import dev.hawser.handbook.Comparison;
import dev.hawser.handbook.Difference;
import dev.hawser.handbook.Fact;
import dev.hawser.handbook.Handbook;
import dev.hawser.handbook.Label;
import dev.hawser.handbook.Topic;
import dev.hawser.reconnect.VendorCode;
import dev.hawser.reconnect.VendorProfile;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** Lays the handbook out as plain text. */
final class PlainText {
  private final Handbook handbook;
  private final Ansi ansi;
  private final int width;

  PlainText(Handbook handbook, Ansi ansi, int width) {
    this.handbook = handbook;
    this.ansi = ansi;
    this.width = width;
  }

  String of(Article article) {
    Page page = new Page(ansi, width);
    page.title(article.title());
    page.line(article.gloss());
    String note = article.note();
    if (note != null) {
      page.note(note);
    }
    heading(page, Label.MEANING);
    page.paragraph(article.meaning());
    heading(page, Label.WHEN);
    page.bullets(article.when());
    heading(page, Label.FIX);
    page.steps(article.fix());
    heading(page, Label.SENDER);
    page.paragraph(article.sender());
    heading(page, Label.DEFAULT);
    page.paragraph(article.byDefault());
    heading(page, Label.USE);
    page.paragraph(article.use());
    heading(page, Label.FACTS);
    int columns = widest(article.facts().stream().map(Fact::name).toList());
    article.facts().forEach(fact -> page.row(fact.name(), columns, fact.value()));
    heading(page, Label.REFERENCE);
    page.paragraph(String.join("; ", article.topic().references()));
    return page.toString();
  }

  /** Lays out what a free text came down to. */
  String of(Recognition recognition) {
    Page page = new Page(ansi, width);
    Locale locale = Locale.forLanguageTag(handbook.language().tag());
    Words words = new Words(locale);
    String said = recognition.text().replaceAll("\\p{Cntrl}", " ");
    if (!recognition.succeeded()) {
      page.title(words.say("explain.unknown"));
      page.line(words.say("explain.said", said));
      page.heading(words.say("explain.nearest"));
      List<Cause> nearest = recognition.nearest(locale);
      int columns = widest(nearest.stream().map(Cause::id).toList());
      nearest.forEach(cause -> page.row(cause.id(), columns, cause.text(locale).title()));
      page.note(words.say("explain.try"));
      return page.toString();
    }
    page.line(words.say("explain.said", said));
    recognition
        .note()
        .ifPresent(
            note -> {
              page.heading(words.say("explain.gateway"));
              page.paragraph(note.text(locale));
            });
    if (!recognition.causes().isEmpty()) {
      page.heading(words.say("explain.causes"));
    }
    for (Cause cause : recognition.causes()) {
      CauseText text = cause.text(locale);
      page.subheading(cause.id());
      page.paragraph(text.title() + ". " + text.why());
      page.paragraph(text.remedy());
    }
    if (!recognition.numbers().isEmpty()) {
      page.heading(words.say("explain.handbook"));
      List<Article> articles = recognition.numbers().stream().map(handbook::article).toList();
      int columns = widest(articles.stream().map(Article::title).toList());
      articles.forEach(article -> page.row(article.title(), columns, article.gloss()));
      page.paragraph(words.say("explain.more", String.valueOf(recognition.numbers().get(0))));
    }
    page.note(words.say("explain.doctor"));
    return page.toString();
  }

  String of(Comparison comparison) {
    Page page = new Page(ansi, width);
    Article left = comparison.left();
    Article right = comparison.right();
    boolean sameEntry = left.topic().equals(right.topic());
    page.title(comparison.title());
    int columns = widest(List.of(left.label(), right.label()));
    page.row(left.label(), columns, left.gloss());
    page.row(right.label(), columns, right.gloss());
    heading(page, Label.GIST);
    page.paragraphs(comparison.gist());
    if (!comparison.differences().isEmpty()) {
      heading(page, Label.DIFFERENCES);
      for (Difference difference : comparison.differences()) {
        page.paragraph(difference.name());
        page.row("  " + left.label(), columns + 2, difference.left());
        page.row("  " + right.label(), columns + 2, difference.right());
      }
    }
    page.heading(sameEntry ? left.topic().title() : left.title());
    side(page, left);
    if (!sameEntry) {
      page.heading(right.title());
      side(page, right);
    }
    heading(page, Label.CHOOSE);
    page.bullets(comparison.choose());
    return page.toString();
  }

  String list(List<Topic> topics) {
    Page page = new Page(ansi, width);
    List<Article> articles = topics.stream().map(handbook::article).toList();
    int labels = widest(articles.stream().map(Article::label).toList());
    int names = widest(topics.stream().map(Topic::name).toList());
    for (Article article : articles) {
      String label = article.label() + " ".repeat(labels - article.label().length());
      page.row(label + article.topic().name(), labels + names, article.gloss());
    }
    return page.toString();
  }

  String of(VendorProfile profile) {
    Page page = new Page(ansi, width);
    page.title(profile.name());
    for (VendorCode code : profile.codes()) {
      page.heading(code.label() + " " + code.name());
      page.paragraph(code.meaning(handbook.language()));
      page.paragraph("-> " + code.advice(handbook.language()));
    }
    heading(page, Label.REFERENCE);
    page.bullets(profile.sources());
    return page.toString();
  }

  private void side(Page page, Article article) {
    page.paragraph(article.meaning());
    page.subheading(handbook.label(Label.WHEN));
    page.bullets(article.when());
    page.subheading(handbook.label(Label.FIX));
    page.steps(article.fix());
  }

  private void heading(Page page, Label label) {
    page.heading(handbook.label(label));
  }

  private static int widest(List<String> cells) {
    return cells.stream().mapToInt(String::length).max().orElse(0) + 2;
  }
}
