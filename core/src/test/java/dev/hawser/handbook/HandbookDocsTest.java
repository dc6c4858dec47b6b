package dev.hawser.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/handbook} to the data; {@code -Dhawser.golden=update} writes the pages anew.
 */
class HandbookDocsTest {
  private static final Path FOLDER = docs().resolve("handbook");
  private static final Map<String, String> PAGES = HandbookPages.all();

  @BeforeAll
  static void writesThePagesWhenAsked() throws IOException {
    if (!"update".equals(System.getProperty("hawser.golden"))) {
      return;
    }
    for (String stale : written().keySet()) {
      if (!PAGES.containsKey(stale)) {
        Files.delete(FOLDER.resolve(stale));
      }
    }
    for (Map.Entry<String, String> page : PAGES.entrySet()) {
      Path file = FOLDER.resolve(page.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, page.getValue());
    }
  }

  @Test
  void everyPageIsThereAndNoneIsLeftOver() {
    assertThat(written().keySet())
        .as("pages in docs/handbook; -Dhawser.golden=update writes them")
        .containsExactlyElementsOf(PAGES.keySet());
  }

  @Test
  void everyPageSaysWhatTheDataSay() {
    Map<String, String> written = written();
    PAGES.forEach(
        (name, page) ->
            assertThat(written.get(name))
                .as("docs/handbook/%s; -Dhawser.golden=update writes it", name)
                .isEqualTo(page));
  }

  @Test
  void bothLanguagesHaveTheSamePages() {
    assertThat(names("fr/")).isEqualTo(names("en/")).hasSize(1 + 66 + 11);
  }

  @Test
  void everyLinkLeadsToAPage() {
    PAGES.forEach(
        (name, page) -> {
          for (String part : page.split("\\]\\(")) {
            if (part.contains(".md)")) {
              String target = part.substring(0, part.indexOf(".md)") + 3);
              Path there = Path.of(name).resolveSibling(target).normalize();
              assertThat(PAGES).as(name).containsKey(there.toString().replace('\\', '/'));
            }
          }
        });
  }

  private static List<String> names(String folder) {
    return PAGES.keySet().stream()
        .filter(name -> name.startsWith(folder))
        .map(name -> name.substring(folder.length()))
        .toList();
  }

  private static Map<String, String> written() {
    Map<String, String> pages = new TreeMap<>();
    if (!Files.isDirectory(FOLDER)) {
      return pages;
    }
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        String name = FOLDER.relativize(file).toString().replace('\\', '/');
        pages.put(name, Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pages;
  }

  /** The folder docs of the checkout, from the module's folder or from the root. */
  private static Path docs() {
    Path here = Path.of("").toAbsolutePath();
    Path inside = here.resolve("docs");
    return Files.isDirectory(inside) ? inside : here.resolveSibling("docs");
  }
}
