package dev.hawser;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * Holds the house together: who may import whom, what the pure packages may touch, what has tests.
 */
class ArchitectureTest {
  private static final String ROOT = "dev.hawser";

  /** Each package imports only those before it; the empty name is the root package itself. */
  private static final List<String> ORDER =
      List.of(
          "http",
          "close",
          "proxy",
          "handbook",
          "frame",
          "reconnect",
          "heartbeat",
          "machine",
          "diagnosis",
          "time",
          "transport",
          "driver",
          "",
          "testing");

  /** No clock, threads, random, I/O or loggers in the first nine. */
  private static final List<String> PURE = ORDER.subList(0, ORDER.indexOf("time"));

  private static final String[] PURE_PACKAGES =
      PURE.stream().map(name -> ROOT + "." + name).toArray(String[]::new);

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void looksAtTheCompiledClassesOfThisModule() {
    Assertions.assertThat(MAIN.contain("dev.hawser.close.CloseCode")).isTrue();
    Assertions.assertThat(MAIN.contain(ArchitectureTest.class)).isFalse();
    Assertions.assertThat(TESTS.contain(ArchitectureTest.class)).isTrue();
  }

  @Test
  void eachPackageImportsOnlyThoseAboveIt() {
    classes().should(importOnlyPackagesAbove()).check(MAIN);
  }

  @Test
  void purePackagesDependOnNothingThatWaitsReadsOrWrites() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE_PACKAGES)
        .should()
        .dependOnClassesThat(describe("wait, read, write or log", ArchitectureTest::isImpure))
        .allowEmptyShould(true)
        .check(MAIN);
  }

  @Test
  void purePackagesAskNeitherAClockNorDice() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE_PACKAGES)
        .should()
        .accessTargetWhere(describe("asks a clock, dice or a name", ArchitectureTest::asksTheWorld))
        .allowEmptyShould(true)
        .check(MAIN);
  }

  @Test
  void purePackagesLockNothing() {
    Assertions.assertThat(MAIN)
        .filteredOn(c -> PURE.contains(packageOf(c)))
        .flatMap(JavaClass::getMethods)
        .filteredOn(m -> m.getModifiers().contains(JavaModifier.SYNCHRONIZED))
        .extracting(JavaMember::getFullName)
        .isEmpty();
  }

  @Test
  void eachPureClassWithBehaviourHasItsOwnTest() {
    classes()
        .that()
        .resideInAnyPackage(PURE_PACKAGES)
        .and()
        .areTopLevelClasses()
        .and(describe("have behaviour", c -> Behaviour.isIn(c, MAIN)))
        .should(haveTheirOwnTest())
        .allowEmptyShould(true)
        .check(MAIN);
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
        .that(describe("hold tests", TestMethods::areIn))
        .should()
        .haveNameMatching("[^$]*Test(\\$.*)?")
        .check(TESTS);
  }

  private static ArchCondition<JavaClass> importOnlyPackagesAbove() {
    return new ArchCondition<>("import only packages above their own") {
      @Override
      public void check(JavaClass from, ConditionEvents events) {
        int place = ORDER.indexOf(packageOf(from));
        if (place < 0) {
          events.add(
              SimpleConditionEvent.violated(
                  from, "package " + from.getPackageName() + " has no place in the order"));
          return;
        }
        from.getDirectDependenciesFromSelf().stream()
            .filter(d -> isOurs(d.getTargetClass().getBaseComponentType()))
            .filter(
                d -> ORDER.indexOf(packageOf(d.getTargetClass().getBaseComponentType())) > place)
            .forEach(d -> events.add(SimpleConditionEvent.violated(from, d.getDescription())));
      }
    };
  }

  private static ArchCondition<JavaClass> haveTheirOwnTest() {
    return new ArchCondition<>("have their own test") {
      @Override
      public void check(JavaClass subject, ConditionEvents events) {
        String test = subject.getName() + "Test";
        boolean tested =
            TESTS.stream()
                .filter(t -> t.getName().equals(test) || t.getName().startsWith(test + "$"))
                .anyMatch(TestMethods::areIn);
        if (!tested) {
          events.add(SimpleConditionEvent.violated(subject, test + " is missing or holds no test"));
        }
      }
    };
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
  }

  private static String packageOf(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(ROOT) ? "" : name.substring(Math.min(name.length(), ROOT.length() + 1));
  }

  private static final Set<String> IMPURE_CLASSES =
      Set.of(
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.lang.ThreadGroup",
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.System$Logger",
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.Scanner",
          "java.util.Timer",
          "java.security.SecureRandom",
          "java.time.Clock",
          "java.net.URL",
          "java.net.URLConnection",
          "java.net.Socket",
          "java.net.ServerSocket",
          "java.net.DatagramSocket",
          "java.net.NetworkInterface");

  private static final List<String> IMPURE_PACKAGES =
      List.of(
          "java.util.concurrent",
          "java.util.random",
          "java.util.logging",
          "java.net.http",
          "java.nio.file",
          "java.nio.channels",
          "javax.net",
          "org.slf4j");

  private static final List<String> STREAMS =
      List.of(
          "java.io.InputStream",
          "java.io.OutputStream",
          "java.io.Reader",
          "java.io.Writer",
          "java.io.File",
          "java.io.RandomAccessFile");

  private static boolean isImpure(JavaClass type) {
    JavaClass element = type.getBaseComponentType();
    String in = element.getPackageName();
    return IMPURE_CLASSES.contains(element.getName())
        || IMPURE_PACKAGES.stream().anyMatch(p -> in.equals(p) || in.startsWith(p + "."))
        || STREAMS.stream().anyMatch(element::isAssignableTo);
  }

  /** Calls whose answer is not in their arguments, on classes that are otherwise fine as values. */
  private static boolean asksTheWorld(JavaAccess<?> access) {
    AccessTarget asked = access.getTarget();
    String owner = asked.getOwner().getName();
    String name = asked.getName();
    return switch (owner) {
      case "java.lang.System" -> !name.equals("arraycopy") && !name.equals("identityHashCode");
      case "java.lang.Math", "java.lang.StrictMath" -> name.equals("random");
      case "java.lang.Object" -> name.equals("wait") || name.startsWith("notify");
      case "java.util.UUID" -> name.equals("randomUUID");
      case "java.util.Calendar" -> name.equals("getInstance");
      case "java.util.Date" -> asked.getFullName().endsWith("<init>()");
      case "java.net.InetAddress" -> name.startsWith("get") && name.contains("By");
      case "java.net.InetSocketAddress" -> asked.getFullName().contains("<init>(java.lang.String");
      default -> owner.startsWith("java.time.") && name.equals("now");
    };
  }
}
