package dev.hawser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs the Reactive Streams TCK; none of its tests having run is a failure too. */
class PublisherTckTest {
  /** The tests of the TCK 1.0.4 that a publisher for one subscriber must pass. */
  private static final int TESTS = 26;

  @Test
  void aSessionsPublisherKeepsTheRulesOfReactiveStreams() {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(PublishedMessages.class))
                .filters(EngineFilter.includeEngines("testng"))
                .build(),
            listener);
    TestExecutionSummary summary = listener.getSummary();
    List<String> failures =
        summary.getFailures().stream()
            .map(f -> f.getTestIdentifier().getDisplayName() + ": " + f.getException())
            .toList();
    assertThat(failures).isEmpty();
    assertThat(summary.getTestsSucceededCount()).as("tests that ran").isGreaterThanOrEqualTo(TESTS);
  }
}
