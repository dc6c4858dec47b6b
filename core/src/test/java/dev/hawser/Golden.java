package dev.hawser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Pages under {@code docs/reference/} that are rendered from the code.
 *
 * <p>A page that differs from what the code renders fails its test; {@code -Dhawser.golden=update}
 * writes it anew.
 */
public final class Golden {
  private Golden() {}

  /** Holds the page to what was rendered, or writes it when asked to. */
  public static void check(String page, String rendered) {
    Path path = Path.of("..", "docs", "reference", page);
    try {
      if ("update".equals(System.getProperty("hawser.golden"))) {
        Files.createDirectories(path.getParent());
        Files.writeString(path, rendered);
      }
      assertThat(path)
          .as("docs/reference/%s; -Dhawser.golden=update writes it", page)
          .content()
          .isEqualTo(rendered);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
