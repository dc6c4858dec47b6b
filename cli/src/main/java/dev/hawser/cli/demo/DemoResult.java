package dev.hawser.cli.demo;

import dev.hawser.Tally;
import dev.hawser.cli.Loss;
import dev.hawser.close.CloseCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a demo.
 *
 * @param transport the transport's name
 * @param sent the numbers the client sent
 * @param delivered the distinct numbers the server received
 * @param outcomes the library's own counts
 * @param faults one report for each fault of the script, fewer when the connection did not survive
 * @param end how the connection ended, null when it did not
 */
public record DemoResult(
    String transport,
    int sent,
    int delivered,
    Tally outcomes,
    List<FaultReport> faults,
    @Nullable Loss end) {
  /** Copies the reports. */
  public DemoResult {
    faults = List.copyOf(faults);
  }

  /** Tells whether each of so many faults was survived. */
  public boolean survivedAll(int steps) {
    return faults.size() == steps && faults.stream().allMatch(FaultReport::survived);
  }

  /**
   * Tells whether every number has one outcome and every one that was not dropped arrived: here,
   * where what is in doubt is sent again, all of them.
   */
  public boolean allAccountedFor() {
    long settled = outcomes.written() + outcomes.dropped() + outcomes.unknown();
    return sent > 0 && settled == sent && outcomes.waiting() == 0 && delivered == sent;
  }

  /** Tells whether the connection ended as it should: with 1000. */
  public boolean endedWell() {
    return end != null && end.code().equals(CloseCode.NORMAL_CLOSURE);
  }
}
