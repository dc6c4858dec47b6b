package dev.hawser.close;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What passed over a link.
 *
 * @param bytesIn bytes received after the upgrade, frame headers included
 * @param bytesOut bytes written after the upgrade, frame headers included
 * @param messagesIn whole messages received
 * @param messagesOut whole messages written
 * @param silentIn time from the last byte in, or from the upgrade when none came, to the end
 * @param silentOut time from the last byte out, or from the upgrade when none went, to the end
 * @param pingsSent Pings of ours written, or messages of the heartbeat in their place
 * @param pongsReceived what answered one of them
 * @param lastRoundTrip time of the last one that was answered, null when none was
 * @param lastMessages the last messages each way, oldest first, at most eight
 * @param longestSilence the longest time without a byte in either direction that a byte ended
 */
public record Traffic(
    long bytesIn,
    long bytesOut,
    long messagesIn,
    long messagesOut,
    Duration silentIn,
    Duration silentOut,
    long pingsSent,
    long pongsReceived,
    @Nullable Duration lastRoundTrip,
    List<MessageNote> lastMessages,
    Duration longestSilence) {
  /** Nothing passed. */
  public static final Traffic NONE =
      new Traffic(0, 0, 0, 0, Duration.ZERO, Duration.ZERO, 0, 0, null, List.of());

  /** Traffic whose silences, but for the last, nobody measured. */
  public Traffic(
      long bytesIn,
      long bytesOut,
      long messagesIn,
      long messagesOut,
      Duration silentIn,
      Duration silentOut,
      long pingsSent,
      long pongsReceived,
      @Nullable Duration lastRoundTrip,
      List<MessageNote> lastMessages) {
    this(
        bytesIn,
        bytesOut,
        messagesIn,
        messagesOut,
        silentIn,
        silentOut,
        pingsSent,
        pongsReceived,
        lastRoundTrip,
        lastMessages,
        Duration.ZERO);
  }

  /** Returns a copy with that longest silence. */
  public Traffic survived(Duration silence) {
    return new Traffic(
        bytesIn,
        bytesOut,
        messagesIn,
        messagesOut,
        silentIn,
        silentOut,
        pingsSent,
        pongsReceived,
        lastRoundTrip,
        lastMessages,
        silence);
  }

  /** Copies the list of messages. */
  public Traffic {
    lastMessages = List.copyOf(lastMessages);
  }
}
