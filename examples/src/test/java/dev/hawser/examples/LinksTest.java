package dev.hawser.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links of the documentation lead somewhere, and its first page leads to every other. */
class LinksTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Path FIRST = Path.of("docs", "README.md");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");
  private static final Pattern ID = Pattern.compile("<a (?:id|name)=\"([^\"]+)\"");

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsToAPageAndToAHeadingOfIt(Path page) throws IOException {
    List<String> dead = new ArrayList<>();
    for (String link : links(page)) {
      Path target = link.startsWith("#") ? page : target(page, link);
      String anchor = link.contains("#") ? link.substring(link.indexOf('#') + 1) : "";
      if (!Files.exists(ROOT.resolve(target))
          || (!anchor.isEmpty() && !anchors(target).contains(anchor))) {
        dead.add(link);
      }
    }
    assertThat(dead).as("%s", page).isEmpty();
  }

  @Test
  void theFirstPageLinksEveryOther() throws IOException {
    Set<Path> linked =
        links(FIRST).stream().map(link -> target(FIRST, link)).collect(Collectors.toSet());
    assertThat(pages())
        .contains(FIRST, Path.of("README.md"))
        // The handbook has a first page of its own, and a decision begins as a copy of the
        // template.
        .filteredOn(page -> page.startsWith("docs") && !page.equals(FIRST))
        .filteredOn(page -> !page.startsWith("docs/handbook/en"))
        .filteredOn(page -> !page.startsWith("docs/handbook/fr"))
        .allSatisfy(page -> assertThat(linked).contains(page));
  }

  static Stream<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      Stream.concat(top, docs)
          .filter(file -> file.toString().endsWith(".md"))
          .map(ROOT::relativize)
          .sorted()
          .forEach(pages::add);
    }
    return pages.stream();
  }

  /** Returns the links to files of this project. */
  private static List<String> links(Path page) throws IOException {
    return LINK.matcher(Files.readString(ROOT.resolve(page)))
        .results()
        .map(found -> found.group(1))
        .filter(link -> !link.matches("[a-z]+:.*"))
        .toList();
  }

  private static Path target(Path page, String link) {
    return page.resolveSibling(link.replaceFirst("#.*", "")).normalize();
  }

  /** The names that a page's headings get, as the usual renderers make them. */
  private static Set<String> anchors(Path page) throws IOException {
    String text = Files.readString(ROOT.resolve(page));
    Stream<String> headings =
        HEADING
            .matcher(text)
            .results()
            .map(found -> found.group(1).strip().toLowerCase(Locale.ROOT))
            .map(title -> title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
    Stream<String> ids = ID.matcher(text).results().map((MatchResult found) -> found.group(1));
    return Stream.concat(headings, ids).collect(Collectors.toSet());
  }
}
