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
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;

/** The rules for tests, held over the test classes of every module: this one is built last. */
class HouseRulesTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

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
