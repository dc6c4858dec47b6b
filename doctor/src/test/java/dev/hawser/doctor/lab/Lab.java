package dev.hawser.doctor.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.doctor.Doctor;
import dev.hawser.doctor.plan.Plan;
import dev.hawser.doctor.plan.Target;
import dev.hawser.doctor.report.Sheet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Examines cases, several at once, and puts what was said into their part of the page. */
final class Lab {
  /** Where the part of a set of cases begins; it ends at the next mark or at the page's end. */
  static final String OWN = "<!-- measured -->\n";

  /** The part of the cases that were written without knowing the rules. */
  static final String BLIND = "<!-- measured blind -->\n";

  /** What follows the first part: prose up to the second mark. */
  private static final String NEXT = "\n<!-- end of measured -->\n";

  private static final Path PAGE = Path.of("..", "docs", "reference", "doctor-matrix.md");
  private static final Path DOOR = Path.of("target", "laboratory.lock");
  private static final int AT_ONCE = 6;

  private static final Plan QUICK =
      Plan.standard().waits(Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofMillis(2_400));

  /** What is wrong with a case, and the row it belongs to. */
  record Label(String rule, String cause) {}

  private Lab() {}

  /**
   * Returns what the doctor says of each case, in the order of the labels. One laboratory is open
   * at a time, in whatever process: its servers measure how soon the doctor says something.
   */
  static Matrix examine(List<Case> cases, String labelled) throws Exception {
    try (FileChannel door =
        FileChannel.open(DOOR, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      var unused = door.lock(); // until the channel is closed
      return examineAlone(cases, labelled);
    }
  }

  private static Matrix examineAlone(List<Case> cases, String labelled) throws Exception {
    Matrix matrix = new Matrix();
    String only = System.getProperty("hawser.lab", "");
    Predicate<Case> wanted = one -> only.isEmpty() || one.name.matches(only);
    Map<String, Label> labels = labels(labelled);
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
    return matrix;
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
      if (said.equals(Sheet.HEALTHY)) {
        for (Sheet.Verdict warning : sheet.warnings()) {
          if (("|" + label.cause() + "|").contains("|warning:" + warning.cause() + "|")) {
            said = "warning:" + warning.cause();
            confidence = warning.confidence();
          }
        }
      }
      Matrix.Row row = new Matrix.Row(one.name, label.rule(), label.cause(), said, confidence);
      if (!row.right()) {
        System.out.println(one.name + ": " + sheet);
      }
      return row;
    }
  }

  static Map<String, Label> labels(String file) throws IOException {
    try (InputStream in = Lab.class.getResourceAsStream(file)) {
      Map<String, Label> labels = new LinkedHashMap<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(",", 3))
          .forEach(parts -> labels.put(parts[0], new Label(parts[1], parts[2])));
      return labels;
    }
  }

  /**
   * Holds the part of the page against what was measured, where less may be said of a few cases on
   * a slow machine; a run of single cases has no page.
   */
  static void assertShown(String mark, Matrix measured, UnaryOperator<String> form)
      throws IOException {
    if (!System.getProperty("hawser.lab", "").isEmpty()) {
      return;
    }
    String page = Files.readString(PAGE);
    int from = page.indexOf(mark) + mark.length();
    int next = page.indexOf(NEXT, from);
    boolean update = "update".equals(System.getProperty("hawser.golden"));
    String shown = page.substring(from, next < 0 ? page.length() : next);
    String part = form.apply((update ? measured : measured.against(shown)).page());
    String now = page.substring(0, from) + "\n" + part + (next < 0 ? "" : page.substring(next));
    if (update) {
      Files.writeString(PAGE, now);
    }
    assertThat(page).as("-Dhawser.golden=update writes it anew").isEqualTo(now);
  }
}
