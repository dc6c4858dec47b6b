package dev.hawser.conformance;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** One run of a conformance class without a build around it, for {@code conformance/repeat}. */
final class KitRun {
  private KitRun() {}

  /** Takes the class's name; prints what came of it on one line, and ends with 1 unless clean. */
  public static void main(String[] args) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(args[0])).build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    TestExecutionSummary summary = listener.getSummary();
    long broken = summary.getTotalFailureCount();
    System.out.printf(
        "%d kept, %d declared gaps, %d broken, %.1f s%n",
        summary.getTestsSucceededCount(),
        summary.getTestsAbortedCount(),
        broken,
        (summary.getTimeFinished() - summary.getTimeStarted()) / 1000.0);
    summary.printFailuresTo(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    // Kept rules, or nothing was found to run.
    System.exit(broken == 0 && summary.getTestsSucceededCount() > 0 ? 0 : 1);
  }
}
