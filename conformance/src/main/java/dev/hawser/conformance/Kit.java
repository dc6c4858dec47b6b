package dev.hawser.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/** Gives each rule its bench, judges it by the declared gaps and writes the report. */
final class Kit
    implements BeforeEachCallback, AfterEachCallback, InvocationInterceptor, AfterAllCallback {
  /** How many milliseconds the kit waits for what has to happen. */
  static final String PATIENCE = "hawser.conformance.patience";

  /** The folder of results to hold a complete run to; unset for none. */
  static final String EXPECTED = "hawser.conformance.expected";

  /** Whether a report is written: {@code on} unless {@code off}. */
  static final String REPORT = "hawser.conformance.report";

  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(Kit.class);
  private static final Path FOLDER = Path.of("target", "conformance");

  private static Results results(ExtensionContext context) {
    ExtensionContext at = context;
    while (at.getTestMethod().isPresent() && at.getParent().isPresent()) {
      at = at.getParent().get();
    }
    return at.getStore(HERE)
        .getOrComputeIfAbsent(Results.class, key -> new Results(), Results.class);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    TransportConformance test = (TransportConformance) context.getRequiredTestInstance();
    Rule rule = context.getRequiredTestMethod().getAnnotation(Rule.class);
    boolean gap = rule != null && test.gaps().reason(rule) != null;
    long millis = context.getConfigurationParameter(PATIENCE).map(Long::parseLong).orElse(10_000L);
    Bench bench =
        new Bench(
            test::newTransport,
            test.gaps(),
            Duration.ofMillis(gap ? Math.min(millis, 2_000) : millis));
    results(context).of(bench.transport().name(), test.gaps());
    test.begin(bench);
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> called,
      ExtensionContext context)
      throws Throwable {
    Rule rule = called.getExecutable().getAnnotation(Rule.class);
    if (rule == null) {
      invocation.proceed();
      return;
    }
    Throwable broken = null;
    try {
      invocation.proceed();
    } catch (Throwable thrown) {
      broken = thrown;
    }
    TransportConformance test = (TransportConformance) context.getRequiredTestInstance();
    judge(rule, test.gaps(), broken, results(context));
  }

  private static void judge(Rule rule, Gaps gaps, @Nullable Throwable broken, Results results) {
    String reason = gaps.reason(rule);
    if (broken == null && gaps.rules().containsKey(rule.id())) {
      results.add(rule, Results.Outcome.FAIL, "declared broken, yet kept");
      throw new AssertionError(
          rule.id() + " is declared broken ('" + reason + "'), yet it is kept: strike the gap");
    }
    if (broken == null && !gaps.claims(rule)) {
      results.add(rule, Results.Outcome.SKIP, String.valueOf(reason));
      throw new TestAbortedException(rule.id() + " skipped, though kept this time: " + reason);
    } else if (broken == null) {
      results.add(rule, Results.Outcome.PASS, "");
    } else if (reason == null) {
      results.add(rule, Results.Outcome.FAIL, String.valueOf(broken.getMessage()));
      throw new AssertionError(
          rule.id()
              + " ("
              + rule.level()
              + ", "
              + rule.cites()
              + "): "
              + rule.intent()
              + "\n  "
              + broken.getMessage(),
          broken);
    } else {
      results.add(rule, Results.Outcome.SKIP, reason);
      throw new TestAbortedException(rule.id() + " skipped: " + reason, broken);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    ((TransportConformance) context.getRequiredTestInstance()).end();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (context.getConfigurationParameter(REPORT).filter("off"::equals).isPresent()) {
      return;
    }
    Results results = results(context);
    results.write(FOLDER);
    if (!results.complete()) {
      return;
    }
    if (!results.closedGaps().isEmpty()) {
      throw new AssertionError(
          "declared missing, yet every rule that needs it is kept: " + results.closedGaps());
    }
    String folder = System.getProperty(EXPECTED);
    if (folder != null) {
      compare(Path.of(folder, results.transport() + ".json"), results.json());
    }
  }

  private static void compare(Path expected, String json) {
    try {
      if ("update".equals(System.getProperty("hawser.golden"))) {
        Files.createDirectories(expected.toAbsolutePath().getParent());
        Files.writeString(expected, json);
      } else if (!Files.exists(expected) || !Files.readString(expected).equals(json)) {
        throw new AssertionError(
            expected + " is not what this run came to; -Dhawser.golden=update writes it");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
