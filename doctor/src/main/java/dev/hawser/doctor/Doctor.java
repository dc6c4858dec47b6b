package dev.hawser.doctor;

import dev.hawser.doctor.battery.Battery;
import dev.hawser.doctor.evidence.CaseFile;
import dev.hawser.doctor.evidence.HopLook;
import dev.hawser.doctor.judge.Judge;
import dev.hawser.doctor.plan.Plan;
import dev.hawser.doctor.plan.Target;
import dev.hawser.doctor.wire.Pace;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Examines a WebSocket URL on raw sockets and says what is wrong, where, and how sure that is.
 *
 * <p>It opens connections, at most as many as the plan allows, closes them all and sends nothing
 * malformed unless the plan says that the server is one's own. Credentials go out only where the
 * certificate is in order, and stand in no report.
 */
public final class Doctor {
  private Doctor() {}

  /**
   * Examines; blocks until it is done, under ten seconds with {@link Plan#standard()}. Time in
   * which the machine does not let it run is not counted.
   */
  public static Report examine(Target target, Plan plan) {
    long begun = System.nanoTime();
    ExecutorService executor = Executors.newCachedThreadPool(Doctor::daemon);
    try (Pace pace = Pace.start(executor)) {
      Battery battery = new Battery(target, plan, executor, pace);
      CaseFile front = battery.front();
      List<HopLook> vias = battery.vias();
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
      return new Report(target, front, vias, Judge.judge(front, vias, plan.requirements()), millis);
    } finally {
      executor.shutdownNow();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "hawser-doctor");
    thread.setDaemon(true);
    return thread;
  }
}
