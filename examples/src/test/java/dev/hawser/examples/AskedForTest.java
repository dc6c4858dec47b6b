package dev.hawser.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that {@code docs/explanation/asked-for.md} names exist. */
class AskedForTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern NAMED =
      Pattern.compile("`([A-Z]\\w*(?:Test|Conformance|Rules))\\.(\\w+)`");

  @Test
  void everyRequestIsAnsweredByTestsThatExist() throws IOException {
    Map<String, String> sources = sources();
    List<String> numbers = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String line : page()) {
      Matcher row = Pattern.compile("\\| (\\d+) \\|.*").matcher(line);
      boolean request = row.matches();
      boolean answered = false;
      Matcher named = NAMED.matcher(line);
      while (named.find()) {
        answered = true;
        String source = sources.getOrDefault(named.group(1), "");
        if (!Pattern.compile("\\b" + named.group(2) + "\\(").matcher(source).find()) {
          missing.add(named.group());
        }
      }
      if (request) {
        numbers.add(row.group(1));
        assertThat(answered).as(line).isTrue();
      }
    }
    assertThat(missing).isEmpty();
    assertThat(numbers)
        .containsExactlyElementsOf(
            Stream.iterate(1, n -> n + 1).limit(30).map(n -> "" + n).toList());
  }

  private static List<String> page() throws IOException {
    return Files.readAllLines(ROOT.resolve("docs/explanation/asked-for.md"));
  }

  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new HashMap<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module : modules.filter(m -> Files.isDirectory(m.resolve("src"))).toList()) {
        try (Stream<Path> files = Files.walk(module.resolve("src"))) {
          for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
            String name = file.getFileName().toString().replace(".java", "");
            sources.merge(name, Files.readString(file), String::concat);
          }
        }
      }
    }
    return sources;
  }
}
