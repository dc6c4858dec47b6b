package dev.hawser.doctor.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page of the rules, of which tests write two parts. */
final class FaultPage {
  /** Where the part of the library's own laboratory begins. */
  static final String MEASURED = "<!-- measured -->\n";

  /** Where the table of the rules begins. */
  static final String RULES = "<!-- rules -->\n";

  private static final String END = "\n<!-- end -->\n";
  private static final Path PAGE = Path.of("..", "docs", "reference", "diagnosis-rules.md");

  private FaultPage() {}

  /** Holds the part behind that mark against what it has to be. */
  static void assertShown(String mark, String part) throws IOException {
    String page = Files.readString(PAGE);
    assertThat(page).contains(mark);
    int from = page.indexOf(mark) + mark.length();
    String now = page.substring(0, from) + "\n" + part + page.substring(page.indexOf(END, from));
    if ("update".equals(System.getProperty("hawser.golden"))) {
      Files.writeString(PAGE, now);
    }
    assertThat(page).as("-Dhawser.golden=update writes it anew").isEqualTo(now);
  }
}
