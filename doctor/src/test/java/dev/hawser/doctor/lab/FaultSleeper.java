package dev.hawser.doctor.lab;

import dev.hawser.Connection;
import dev.hawser.Parting;
import dev.hawser.heartbeat.Heartbeat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A program that holds a connection to each URL it is given, and says how each ended. */
public final class FaultSleeper {
  private FaultSleeper() {}

  /** Takes the URLs; prints {@code open I} and {@code I CAUSE CONFIDENCE} for each. */
  public static void main(String... urls) throws Exception {
    List<FaultBench> benches = new ArrayList<>();
    List<Connection> connections = new ArrayList<>();
    for (int i = 0; i < urls.length; i++) {
      int number = i;
      benches.add(new FaultBench());
      connections.add(
          benches
              .get(i)
              .client(urls[i])
              .heartbeat(Heartbeat.every(Duration.ofMinutes(10)).pongWithin(Duration.ofSeconds(2)))
              .onOpen(session -> System.out.println("open " + number))
              .connect());
    }
    for (int i = 0; i < urls.length; i++) {
      Parting parting = FaultBench.end(connections.get(i));
      System.out.println(
          i + " " + parting.diagnosis().cause() + " " + parting.diagnosis().confidence());
      benches.get(i).close();
    }
  }
}
