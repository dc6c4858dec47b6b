package dev.hawser.cli.serve;

import dev.hawser.Refuse;
import dev.hawser.close.CloseReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link EchoServer} does wrong, to every connection alike.
 *
 * @param refuse what each handshake is answered with; null accepts
 * @param close what each session is closed with; null leaves it open
 * @param closeAfter how long after its opening a session is closed
 * @param line what the line does
 */
public record Faults(
    @Nullable Refuse refuse, @Nullable CloseReason close, Duration closeAfter, Line line) {
  /** An echo server without faults. */
  public static final Faults NONE = new Faults(null, null, Duration.ZERO, Line.SOUND);

  /**
   * Faults at byte level, each after a time counted from the TCP connection; null: never.
   *
   * @param rstAfter when the line is reset
   * @param finAfter when it ends without a Close frame
   * @param silentAfter when it goes dead
   */
  public record Line(
      @Nullable Duration rstAfter, @Nullable Duration finAfter, @Nullable Duration silentAfter) {
    /** A line without faults. */
    public static final Line SOUND = new Line(null, null, null);

    boolean sound() {
      return rstAfter == null && finAfter == null && silentAfter == null;
    }
  }
}
