package dev.hawser.doctor.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.Parting;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * What the library's own diagnosis says of faults that a doctor cannot see from outside; the labels
 * stand in {@code own.csv}. A process is stopped for it, so Linux only.
 */
@EnabledOnOs(OS.LINUX)
class FaultsOfThisSideTest {
  private static final Matrix MATRIX = new Matrix();

  @BeforeAll
  static void goThroughEveryCase() throws Exception {
    Map<String, Lab.Label> labels = Lab.labels("own.csv");
    ExecutorService executor = Executors.newCachedThreadPool();
    Map<String, Future<String[]>> running = new LinkedHashMap<>();
    Future<Map<String, String[]>> asleep = executor.submit(new FaultSleep()::run);
    for (FaultsOfThisSide.One one : FaultsOfThisSide.all()) {
      running.put(one.name(), executor.submit(said(one)));
    }
    Map<String, String[]> found = new LinkedHashMap<>();
    for (String name : running.keySet()) {
      found.put(name, running.get(name).get());
    }
    found.putAll(asleep.get());
    executor.shutdown();
    assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(labels.keySet());
    labels.forEach(
        (name, label) ->
            MATRIX.add(
                new Matrix.Row(
                    name, label.rule(), label.cause(), found.get(name)[0], found.get(name)[1])));
  }

  private static Callable<String[]> said(FaultsOfThisSide.One one) {
    return () -> {
      try (FaultBench bench = new FaultBench()) {
        Parting parting = one.run().on(bench);
        return new String[] {
          parting.diagnosis().cause().id(), parting.diagnosis().confidence().name()
        };
      }
    };
  }

  @AfterAll
  static void printTheMatrix() {
    System.out.println(MATRIX.page());
  }

  @Test
  void whatIsConfirmedIsNeverWrong() {
    assertThat(MATRIX.wrong("CONFIRMED")).isEmpty();
  }

  @Test
  void whatIsLikelyIsRightInNineOfTen() {
    assertThat(MATRIX.right("LIKELY") * 10)
        .as("%s", MATRIX.wrong("LIKELY"))
        .isGreaterThanOrEqualTo(MATRIX.count("LIKELY") * 9);
  }

  @Test
  void thePageShowsTheMatrix() throws IOException {
    FaultPage.assertShown(FaultPage.MEASURED, MATRIX.page());
  }
}
