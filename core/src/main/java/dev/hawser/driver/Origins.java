package dev.hawser.driver;

import dev.hawser.close.Ending;
import dev.hawser.diagnosis.History;
import dev.hawser.diagnosis.LocalAddress;
import dev.hawser.diagnosis.Loss;
import dev.hawser.diagnosis.Manner;
import dev.hawser.transport.Transport;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the connections of one transport went through, by origin: scheme, host and port.
 *
 * <p>Thread-safe. Bounded: {@link History#MAX_LOSSES} losses of each of the {@link #MAX_ORIGINS}
 * origins used last. What happens often and alike to one origin, or at once to many, is no one
 * connection's affair, so they share it.
 */
final class Origins {
  /** How many origins are remembered. */
  static final int MAX_ORIGINS = 256;

  /** Heartbeats find the same dead network at different times, as far apart as their intervals. */
  static final Duration NOTICED_WITHIN = Duration.ofMinutes(1);

  private static final Map<Transport, Origins> ALL =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final Map<String, History> histories =
      new LinkedHashMap<>(4, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, History> eldest) {
          return size() > MAX_ORIGINS;
        }
      };

  private final OwnAddresses addresses;
  private long connections;

  /** Makes a memory of a machine with those addresses. */
  Origins(OwnAddresses addresses) {
    this.addresses = addresses;
  }

  /** Returns what all connections of that transport share. */
  static Origins of(Transport transport) {
    return ALL.computeIfAbsent(transport, t -> new Origins(new SystemAddresses()));
  }

  /** Returns a number for a connection that no other one has. */
  synchronized long newConnection() {
    return ++connections;
  }

  /** A link to that origin opened. */
  synchronized void opened(String origin, long at) {
    histories.put(origin, histories.getOrDefault(origin, History.NONE).opened(at));
  }

  /**
   * A link of that connection ended: remembers it, unless this side wanted it, and returns what is
   * known of its origin then.
   *
   * @param origin where it led; null when it was never known
   */
  History ended(@Nullable String origin, Ending ending, long at, long connection) {
    Loss loss = Loss.of(ending, at, connection);
    return origin == null || loss.manner() == Manner.WANTED ? History.NONE : remember(origin, loss);
  }

  /** Returns the addresses of this machine. */
  OwnAddresses addresses() {
    return addresses;
  }

  /**
   * Returns what became of an address of this machine by the end of a link that began there; it is
   * looked for only where the line was lost.
   */
  LocalAddress became(@Nullable InetAddress from, String peer, Ending ending) {
    Manner manner = Manner.of(ending);
    return manner == Manner.CUT || manner == Manner.SILENT
        ? addresses.since(from, peer)
        : LocalAddress.UNKNOWN;
  }

  private synchronized History remember(String origin, Loss loss) {
    History history = histories.getOrDefault(origin, History.NONE).plus(loss);
    histories.put(origin, history);
    return history.with(elsewhere(origin, loss));
  }

  private int elsewhere(String origin, Loss loss) {
    Duration within = loss.manner() == Manner.SILENT ? NOTICED_WITHIN : History.MOMENT;
    int count = 0;
    for (Map.Entry<String, History> other : histories.entrySet()) {
      if (!other.getKey().equals(origin)
          && other.getValue().lately(loss.manner(), within, loss.at())) {
        count++;
      }
    }
    return count;
  }
}
