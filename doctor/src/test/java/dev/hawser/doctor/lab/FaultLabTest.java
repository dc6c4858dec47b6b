package dev.hawser.doctor.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.doctor.Doctor;
import dev.hawser.doctor.plan.Plan;
import dev.hawser.doctor.plan.Target;
import dev.hawser.doctor.report.Sheet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every fault that loopback can produce, examined by URL; the labels stand in {@code labels.csv}.
 *
 * <p>One case alone: {@code -Dhawser.lab=idle-fin}.
 */
class FaultLabTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "doctor-matrix.md");
  private static final String MARK = "<!-- measured -->\n";
  private static final int AT_ONCE = 6;

  private static final Plan QUICK =
      Plan.standard()
          .waits(Duration.ofMillis(900), Duration.ofMillis(1_200), Duration.ofMillis(2_400));

  private static Matrix matrix;

  private record Label(String rule, String cause) {}

  @BeforeAll
  static void examineEveryCase() throws Exception {
    matrix = new Matrix();
    List<Case> cases = new ArrayList<>(ConnectCases.all());
    cases.addAll(UpgradeCases.all());
    cases.addAll(SessionCases.all());
    String only = System.getProperty("hawser.lab", "");
    Predicate<Case> wanted = one -> only.isEmpty() || one.name.matches(only);
    Map<String, Label> labels = labels();
    ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);
    Map<String, Future<Matrix.Row>> running = new LinkedHashMap<>();
    cases.stream()
        .filter(wanted)
        .forEach(
            one ->
                running.put(one.name, executor.submit(() -> examine(one, labels.get(one.name)))));
    for (String name : labels.keySet()) {
      if (running.containsKey(name)) {
        matrix.add(running.get(name).get());
      }
    }
    executor.shutdown();
    if (only.isEmpty()) {
      assertThat(labels.keySet()).containsExactlyInAnyOrderElementsOf(running.keySet());
    }
  }

  @AfterAll
  static void printTheMatrix() {
    System.out.println(matrix.page());
  }

  private static Matrix.Row examine(Case one, Label label) throws Exception {
    assertThat(label).as("label of %s", one.name).isNotNull();
    try (Case.Running running = new Case.Running()) {
      String url = one.url(running);
      Plan plan = one.plan.apply(QUICK);
      plan = running.trust == null ? plan : plan.trust(running.trust);
      Target target = one.target.apply(Target.of(url));
      Sheet sheet = Sheet.of(Doctor.examine(target, plan), Locale.ENGLISH);
      String said = sheet.verdict().cause();
      String confidence = sheet.verdict().confidence();
      if (label.cause().startsWith("warning:") && said.equals(Sheet.HEALTHY)) {
        String wanted = label.cause().substring("warning:".length());
        for (Sheet.Verdict warning : sheet.warnings()) {
          if (warning.cause().equals(wanted)) {
            said = label.cause();
            confidence = warning.confidence();
          }
        }
      }
      if (!said.equals(label.cause())) {
        System.out.println(one.name + ": " + sheet);
      }
      return new Matrix.Row(one.name, label.rule(), label.cause(), said, confidence);
    }
  }

  private static Map<String, Label> labels() throws IOException {
    try (InputStream in = FaultLabTest.class.getResourceAsStream("labels.csv")) {
      Map<String, Label> labels = new LinkedHashMap<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(",", 3))
          .forEach(parts -> labels.put(parts[0], new Label(parts[1], parts[2])));
      return labels;
    }
  }

  @Test
  void whatIsConfirmedIsNeverWrong() {
    assertThat(matrix.wrong("CONFIRMED")).isEmpty();
  }

  @Test
  void whatIsLikelyIsRightInNineOfTen() {
    assertThat(matrix.right("LIKELY") * 10)
        .as("%s", matrix.wrong("LIKELY"))
        .isGreaterThanOrEqualTo(matrix.count("LIKELY") * 9);
  }

  @Test
  void thePageShowsTheMatrix() throws IOException {
    if (!System.getProperty("hawser.lab", "").isEmpty()) {
      return;
    }
    String page = Files.readString(PAGE);
    String head = page.substring(0, page.indexOf(MARK) + MARK.length());
    String now = head + "\n" + matrix.page();
    if ("update".equals(System.getProperty("hawser.golden"))) {
      Files.writeString(PAGE, now);
    }
    assertThat(page).as("-Dhawser.golden=update writes it anew").isEqualTo(now);
  }
}
