package dev.hawser.driver;

import dev.hawser.close.Ending;
import dev.hawser.diagnosis.History;
import dev.hawser.diagnosis.Loss;
import dev.hawser.diagnosis.Manner;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the sessions of one server went through, by the address at the other end of TCP: a client's,
 * or that of the proxy in front, whose limits all its sessions share.
 *
 * <p>Thread-safe. Bounded: {@link History#MAX_LOSSES} losses of each of the {@link #MAX_ADDRESSES}
 * addresses that lost one last. Only lines that were cut are remembered: that clients say good-bye
 * is their daily life.
 */
public final class Visitors {
  /** How many addresses are remembered. */
  static final int MAX_ADDRESSES = 256;

  private final Map<String, History> histories =
      new LinkedHashMap<>(4, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, History> eldest) {
          return size() > MAX_ADDRESSES;
        }
      };

  /** Makes a memory without anything in it. */
  public Visitors() {}

  /**
   * A session ended: remembers a line that was cut, and returns what is known of its address then;
   * nothing for other endings.
   *
   * @param peer its {@code address:port}
   * @param at when, in nanoseconds of a monotonic clock
   * @param session its number
   */
  public History ended(String peer, Ending ending, long at, long session) {
    Loss loss = Loss.of(ending, at, session);
    return loss.manner() == Manner.CUT ? remember(address(peer), loss) : History.NONE;
  }

  private synchronized History remember(String address, Loss loss) {
    History history = histories.getOrDefault(address, History.NONE).plus(loss);
    histories.put(address, history);
    return history;
  }

  private static String address(String peer) {
    int colon = peer.lastIndexOf(':');
    return colon < 0 ? peer : peer.substring(0, colon);
  }
}
