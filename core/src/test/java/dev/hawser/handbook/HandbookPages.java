package dev.hawser.handbook;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Renders the handbook as Markdown: in each language one page per entry and per written pair. */
final class HandbookPages {
  private static final Map<Language, String> LANGUAGE_NAMES =
      Map.of(Language.ENGLISH, "English", Language.FRENCH, "Français");

  private final Handbook handbook;
  private final Language language;

  private HandbookPages(Language language) {
    this.language = language;
    this.handbook = Handbook.in(language);
  }

  /** Returns every page by its path below {@code docs/handbook}. */
  static Map<String, String> all() {
    Map<String, String> pages = new TreeMap<>();
    pages.put("README.md", entrance());
    for (Language language : Language.values()) {
      new HandbookPages(language).addTo(pages);
    }
    return pages;
  }

  private static String entrance() {
    StringBuilder page = new StringBuilder();
    for (Language language : Language.values()) {
      HandbookPages pages = new HandbookPages(language);
      page.append("# ").append(pages.label(Label.TITLE)).append("\n\n");
      page.append(pages.label(Label.INTRO)).append("\n\n");
      page.append("- [").append(LANGUAGE_NAMES.get(language)).append("](");
      page.append(language.tag()).append("/README.md)\n\n");
    }
    return page.append(HOW_TO_UPDATE).toString();
  }

  private static final String HOW_TO_UPDATE =
      """
      ---

      The pages are generated from the texts and data in `dev.hawser.handbook`. After a change there:

      ```sh
      mvn -q -pl core test -Dtest=HandbookDocsTest -Dhawser.golden=update
      ```
      """;

  private void addTo(Map<String, String> pages) {
    String folder = language.tag() + "/";
    pages.put(folder + "README.md", index());
    Topics.all().forEach(topic -> pages.put(folder + topic.key() + ".md", page(topic)));
    Pair.written().forEach(pair -> pages.put(folder + file(pair), page(pair)));
  }

  private String index() {
    StringBuilder page = start(label(Label.TITLE), "README.md");
    page.append(label(Label.INTRO)).append("\n\n");
    list(page, Label.CODES, Topics.closeCodes());
    list(page, Label.RANGES, Topics.ranges());
    list(
        page,
        Label.STATUSES,
        Stream.of(Topics.statuses(), Topics.classes()).flatMap(List::stream).toList());
    heading(page, Label.COMPARISONS);
    Pair.written().forEach(pair -> page.append(link(pair)));
    return page.toString();
  }

  private void list(StringBuilder page, Label label, List<Topic> topics) {
    heading(page, label);
    page.append("| | | |\n|---|---|---|\n");
    for (Topic topic : topics) {
      String gloss = handbook.article(topic).gloss();
      page.append("| [").append(topic.label()).append("](").append(topic.key()).append(".md) | ");
      page.append(topic.name()).append(" | ").append(gloss).append(" |\n");
    }
    page.append('\n');
  }

  private String page(Topic topic) {
    Article article = handbook.article(topic);
    StringBuilder page = start(article.title(), topic.key() + ".md");
    page.append("**").append(Texts.upperFirst(article.gloss())).append(".**\n\n");
    section(page, Label.MEANING, article.meaning());
    section(page, Label.WHEN, bullets(article.when()));
    section(page, Label.FIX, steps(article.fix()));
    section(page, Label.SENDER, article.sender());
    section(page, Label.DEFAULT, article.byDefault());
    section(page, Label.USE, article.use());
    heading(page, Label.FACTS);
    page.append("| | |\n|---|---|\n");
    article
        .facts()
        .forEach(
            fact ->
                page.append("| ")
                    .append(fact.name())
                    .append(" | ")
                    .append(fact.value())
                    .append(" |\n"));
    page.append('\n');
    comparisonsOf(page, topic);
    section(page, Label.REFERENCE, bullets(topic.references()));
    return page.toString().stripTrailing() + "\n";
  }

  private void comparisonsOf(StringBuilder page, Topic topic) {
    List<Pair> pairs =
        Pair.written().stream()
            .filter(
                pair ->
                    topic.equals(Topics.of(pair.left())) || topic.equals(Topics.of(pair.right())))
            .toList();
    if (!pairs.isEmpty()) {
      heading(page, Label.COMPARISONS);
      pairs.forEach(pair -> page.append(link(pair)));
      page.append('\n');
    }
  }

  private String page(Pair pair) {
    Comparison comparison = handbook.compare(pair.left(), pair.right());
    Article left = comparison.left();
    Article right = comparison.right();
    StringBuilder page = start(comparison.title(), file(pair));
    section(page, Label.GIST, String.join("\n\n", comparison.gist()));
    heading(page, Label.DIFFERENCES);
    page.append("| | ").append(link(left)).append(" | ").append(link(right)).append(" |\n");
    page.append("|---|---|---|\n");
    for (Difference difference : comparison.differences()) {
      page.append("| ").append(difference.name()).append(" | ").append(difference.left());
      page.append(" | ").append(difference.right()).append(" |\n");
    }
    page.append('\n');
    side(page, left);
    side(page, right);
    section(page, Label.CHOOSE, bullets(comparison.choose()));
    return page.toString().stripTrailing() + "\n";
  }

  private void side(StringBuilder page, Article article) {
    page.append("## ").append(article.title()).append("\n\n").append(article.meaning());
    page.append("\n\n### ")
        .append(label(Label.WHEN))
        .append("\n\n")
        .append(bullets(article.when()));
    page.append("\n\n### ").append(label(Label.FIX)).append("\n\n").append(steps(article.fix()));
    page.append("\n\n");
  }

  private StringBuilder start(String title, String file) {
    StringBuilder page = new StringBuilder();
    page.append("<!-- ").append(label(Label.GENERATED)).append(" -->\n\n");
    page.append("# ").append(title).append("\n\n");
    String others =
        Stream.of(Language.values())
            .filter(other -> other != language)
            .map(
                other -> "[" + LANGUAGE_NAMES.get(other) + "](../" + other.tag() + "/" + file + ")")
            .collect(Collectors.joining(" · "));
    if (!file.equals("README.md")) {
      page.append("[").append(label(Label.TITLE)).append("](README.md) · ");
    }
    return page.append(others).append("\n\n");
  }

  private void section(StringBuilder page, Label label, String body) {
    heading(page, label);
    page.append(body).append("\n\n");
  }

  private void heading(StringBuilder page, Label label) {
    page.append("## ").append(label(label)).append("\n\n");
  }

  private String label(Label label) {
    return handbook.label(label);
  }

  private String link(Pair pair) {
    String title = handbook.compare(pair.left(), pair.right()).title();
    return "- [" + title + "](" + file(pair) + ")\n";
  }

  private static String link(Article article) {
    return "[" + article.label() + "](" + article.topic().key() + ".md)";
  }

  private static String file(Pair pair) {
    return Topics.of(pair.left()).key() + "-vs-" + Topics.of(pair.right()).key() + ".md";
  }

  private static String bullets(List<String> lines) {
    return lines.stream().map(line -> "- " + line).collect(Collectors.joining("\n"));
  }

  private static String steps(List<String> lines) {
    return IntStream.range(0, lines.size())
        .mapToObj(i -> (i + 1) + ". " + lines.get(i))
        .collect(Collectors.joining("\n"));
  }
}
