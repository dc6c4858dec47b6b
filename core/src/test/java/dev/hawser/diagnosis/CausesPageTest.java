package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/reference/causes.md} and its French twin to the catalogue; {@code
 * -Dhawser.golden=update} writes them anew.
 */
class CausesPageTest {
  private static final List<String> ENGLISH =
      List.of(
          "Causes",
          "Every cause a diagnosis can name, in the order of a link's life. The names are stable:"
              + " they stand in logs, metrics and JSON. How a diagnosis comes to one:"
              + " [explanation](../explanation/diagnosis.md). This page is rendered from the"
              + " catalogue by a test.",
          "name",
          "what",
          "where it sits",
          "when it ends a link",
          "what to do",
          "at any time");
  private static final List<String> FRENCH =
      List.of(
          "Causes",
          "Toutes les causes qu'un diagnostic peut nommer, dans l'ordre de la vie d'une connexion."
              + " Les noms sont stables\u00a0: ils figurent dans les journaux, les mesures et le"
              + " JSON. Comment un diagnostic y arrive\u00a0:"
              + " [explication](../explanation/diagnosis.md) (en anglais). Cette page est produite"
              + " à partir du catalogue par un test.",
          "nom",
          "quoi",
          "où elle se trouve",
          "quand elle met fin à une connexion",
          "que faire",
          "à tout moment");

  @Test
  void theEnglishPageSaysWhatTheCatalogueSays() throws IOException {
    assertWritten("causes.md", page(ENGLISH, Locale.ENGLISH));
  }

  @Test
  void theFrenchPageSaysWhatTheCatalogueSays() throws IOException {
    assertWritten("causes.fr.md", page(FRENCH, Locale.FRENCH));
  }

  private static String page(List<String> words, Locale locale) {
    StringBuilder page = new StringBuilder();
    page.append("# ").append(words.get(0)).append("\n\n").append(words.get(1)).append("\n\n");
    page.append("| ").append(String.join(" | ", words.subList(2, 7))).append(" |\n");
    page.append("|---|---|---|---|---|\n");
    Spelling spelling = new Spelling(locale);
    for (Cause cause : Cause.known()) {
      CauseText text = cause.text(locale);
      page.append("| `").append(cause.id()).append("` | **").append(text.title()).append(".** ");
      page.append(text.why()).append(" | ").append(cause.hop().text(locale)).append(" | ");
      boolean always = cause.phases().size() == Phase.values().length;
      page.append(always ? words.get(7) : phases(cause.phases(), spelling));
      page.append(" | ").append(text.remedy());
      page.append(" |\n");
    }
    return page.toString();
  }

  private static String phases(Set<Phase> phases, Spelling spelling) {
    return phases.stream()
        .map(phase -> spelling.text("phase." + phase))
        .collect(Collectors.joining(", "));
  }

  private static void assertWritten(String name, String page) throws IOException {
    Path here = Path.of("").toAbsolutePath();
    Path docs = here.resolve("docs");
    Path file =
        (Files.isDirectory(docs) ? docs : here.resolveSibling("docs"))
            .resolve("reference")
            .resolve(name);
    if ("update".equals(System.getProperty("hawser.golden"))) {
      Files.writeString(file, page);
    }
    assertThat(file).as("-Dhawser.golden=update writes it").hasContent(page);
  }
}
