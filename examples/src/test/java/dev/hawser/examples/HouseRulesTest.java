package dev.hawser.examples;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;

/** The rules for the classes and the sources of every module: this one is built last. */
class HouseRulesTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  /** An aim is 90; what passes this does two things. */
  private static final int MOST_LINES = 300;

  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .importPaths(
              modules().stream()
                  .map(module -> ROOT.resolve(module).resolve("target/test-classes"))
                  .filter(Files::isDirectory)
                  .toList());

  @Test
  void thisModuleIsBuiltLast() {
    assertThat(modules()).hasSizeGreaterThan(3).endsWith("examples");
    assertThat(TESTS.contain(HouseRulesTest.class)).isTrue();
  }

  @Test
  void noTestSleeps() {
    noClasses()
        .should()
        .callMethodWhere(target(describe("sleep", t -> t.getName().equals("sleep"))))
        .because("a test waits for a condition or drives the clock")
        .check(TESTS);
  }

  @Test
  void classesWithTestsEndInTest() {
    classes()
        .that(
            describe(
                "hold tests",
                type ->
                    type.getMethods().stream()
                        .anyMatch(
                            m ->
                                m.isAnnotatedWith(Testable.class)
                                    || m.isMetaAnnotatedWith(Testable.class))))
        .should()
        .haveNameMatching("[^$]*Test(\\$.*)?")
        .because("others are not run")
        .check(TESTS);
  }

  @Test
  void noSourceOfMainIsLongerThanThreeHundredLines() {
    List<Path> sources = sources();
    assertThat(sources).hasSizeGreaterThan(500);
    assertThat(sources)
        .filteredOn(source -> lines(source) > MOST_LINES)
        .as("over %d lines: find what deserves a name of its own, and a file", MOST_LINES)
        .map(source -> ROOT.relativize(source) + ": " + lines(source))
        .isEmpty();
  }

  private static List<Path> sources() {
    return modules().stream()
        .map(module -> ROOT.resolve(module).resolve("src/main/java"))
        .filter(Files::isDirectory)
        .flatMap(HouseRulesTest::under)
        .filter(file -> file.toString().endsWith(".java"))
        .toList();
  }

  private static Stream<Path> under(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int lines(Path source) {
    try {
      return Files.readAllLines(source).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> modules() {
    try {
      return Pattern.compile("<module>(.*?)</module>")
          .matcher(Files.readString(ROOT.resolve("pom.xml")))
          .results()
          .map(MatchResult::group)
          .map(tag -> tag.replaceAll("</?module>", ""))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
