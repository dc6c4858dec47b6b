package dev.hawser.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pages that are rendered; {@code -Dhawser.golden=update} writes them anew. */
final class Pages {
  static final Path ROOT = Path.of("..");

  private Pages() {}

  static void hold(Path page, String rendered) {
    try {
      if ("update".equals(System.getProperty("hawser.golden"))) {
        Files.createDirectories(page.toAbsolutePath().getParent());
        Files.writeString(page, rendered);
      }
      assertThat(page)
          .as("%s; -Dhawser.golden=update writes it", page)
          .content()
          .isEqualTo(rendered);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
