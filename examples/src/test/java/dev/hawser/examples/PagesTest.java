package dev.hawser.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Java on the README and in the guides is taken from sources that compile.
 *
 * <p>{@code -Dsnippets=write} writes the regions into the pages instead.
 */
class PagesTest {
  private static final Path HERE = Path.of("").toAbsolutePath();
  private static final Path ROOT = HERE.getParent();

  @ParameterizedTest
  @MethodSource("pages")
  void showsOnlyJavaThatCompiles(Path page) throws IOException {
    Snippets snippets = Snippets.below(HERE.resolve("src"));
    String text = Files.readString(ROOT.resolve(page));
    if ("write".equals(System.getProperty("snippets"))) {
      text = snippets.writtenInto(text);
      Files.writeString(ROOT.resolve(page), text);
    }
    assertThat(snippets.problemsIn(text)).as("%s", page).isEmpty();
  }

  @Test
  void looksAtTheReadme() throws IOException {
    assertThat(pages()).contains(Path.of("README.md"));
  }

  static Stream<Path> pages() throws IOException {
    Stream<Path> pages = Stream.of(ROOT.resolve("README.md"));
    for (String folder : new String[] {"docs/tutorial", "docs/how-to"}) {
      if (Files.isDirectory(ROOT.resolve(folder))) {
        try (Stream<Path> found = Files.walk(ROOT.resolve(folder))) {
          pages =
              Stream.concat(
                  pages,
                  found.filter(f -> f.toString().endsWith(".md")).sorted().toList().stream());
        }
      }
    }
    return pages.map(ROOT::relativize);
  }
}
