package dev.hawser.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The marked regions of the example sources, by name.
 *
 * <p>A region starts with a line {@code // snippet:NAME} and ends with a line {@code // end}. A
 * page shows it as a fenced {@code java} block right below the line {@code <!-- snippet:NAME -->}.
 */
final class Snippets {
  private static final Pattern START = Pattern.compile("\\s*// snippet:([a-z0-9-]+)\\s*");
  private static final Pattern END = Pattern.compile("\\s*// end\\s*");
  private static final Pattern BLOCK =
      Pattern.compile(
          "(?:<!-- snippet:(?<name>[a-z0-9-]+) -->\\n)?(?<open>```java\\n)(?<code>.*?)```\\n?",
          Pattern.DOTALL);

  private final Map<String, String> byName = new HashMap<>();

  /** Reads every Java file below a folder. */
  static Snippets below(Path folder) throws IOException {
    Snippets snippets = new Snippets();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
        snippets.addFrom(file.toString(), Files.readAllLines(file));
      }
    }
    return snippets;
  }

  /** Adds the regions of one source; {@code source} names it in errors. */
  void addFrom(String source, List<String> lines) {
    String name = null;
    List<String> region = new ArrayList<>();
    for (String line : lines) {
      Matcher start = START.matcher(line);
      if (start.matches()) {
        if (name != null) {
          throw new IllegalStateException(
              source + ": snippet " + start.group(1) + " starts inside " + name);
        }
        name = start.group(1);
        region = new ArrayList<>();
      } else if (name != null && END.matcher(line).matches()) {
        if (byName.put(name, dedent(region)) != null) {
          throw new IllegalStateException(source + ": a second snippet is called " + name);
        }
        name = null;
      } else {
        region.add(line);
      }
    }
    if (name != null) {
      throw new IllegalStateException(source + ": snippet " + name + " has no // end");
    }
  }

  /** What is wrong with the Java blocks of a page; empty when each is its region, word for word. */
  List<String> problemsIn(String page) {
    List<String> problems = new ArrayList<>();
    Matcher block = BLOCK.matcher(page);
    while (block.find()) {
      String name = block.group("name");
      if (name == null) {
        problems.add("a java block without a snippet marker: " + firstLine(block.group("code")));
      } else if (!byName.containsKey(name)) {
        problems.add("no source has a snippet called " + name);
      } else if (!byName.get(name).equals(block.group("code"))) {
        problems.add(
            "snippet %s differs%n--- page%n%s--- source%n%s"
                .formatted(name, block.group("code"), byName.get(name)));
      }
    }
    return problems;
  }

  /** The page with each marked block replaced by its region. */
  String writtenInto(String page) {
    return BLOCK
        .matcher(page)
        .replaceAll(
            block -> {
              String whole = block.group();
              String code = block.group(3);
              String source = block.group(1) == null ? null : byName.get(block.group(1));
              return Matcher.quoteReplacement(
                  source == null ? whole : whole.replace("```java\n" + code, "```java\n" + source));
            });
  }

  private static String dedent(List<String> lines) {
    int margin =
        lines.stream()
            .filter(l -> !l.isBlank())
            .mapToInt(l -> l.length() - l.stripLeading().length())
            .min()
            .orElse(0);
    // The formatter parts a class from the comment that ends its region; a page needs no such line.
    return lines.stream()
            .map(l -> l.isBlank() ? "" : l.substring(margin).stripTrailing())
            .collect(Collectors.joining("\n"))
            .stripTrailing()
        + "\n";
  }

  private static String firstLine(String code) {
    return code.lines().findFirst().orElse("(empty)");
  }
}
