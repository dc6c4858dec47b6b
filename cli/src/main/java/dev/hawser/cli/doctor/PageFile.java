package dev.hawser.cli.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file of {@code --html}, looked at before the examination and not after it. */
final class PageFile {
  private PageFile() {}

  /**
   * Refuses a file in a folder that does not exist.
   *
   * @throws IllegalArgumentException naming the file and what is wanted
   */
  static void require(@Nullable Path file) {
    Path folder = file == null ? null : file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "--html " + file + ": there is no such folder; a file in one that exists is wanted");
    }
  }
}
