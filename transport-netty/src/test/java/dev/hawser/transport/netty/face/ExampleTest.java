package dev.hawser.transport.netty.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleTest {
  @TempDir Path folder;

  @Test
  void aMainDoesNotExitBeforeItsConnectionsEndAndExitsWhenTheyHave() throws Exception {
    File out = folder.resolve("out").toFile();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Example.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(out)
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("exits").isTrue();
      List<String> lines = Files.readAllLines(out.toPath());
      assertThat(lines).contains("main ends", "got hello", "closed 1000");
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }
}
