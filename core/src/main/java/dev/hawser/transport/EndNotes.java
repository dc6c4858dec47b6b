package dev.hawser.transport;

import dev.hawser.close.CloseFrames;
import dev.hawser.close.CloseReason;
import dev.hawser.close.TransportEnd;
import org.jspecify.annotations.Nullable;

/**
 * What is written down of a link's end; made when the end begins, so that a resting link holds none
 * of it. Of the link's thread.
 */
final class EndNotes {
  private @Nullable CloseReason received;
  private @Nullable CloseReason sent;
  private boolean sentFirst;
  private @Nullable TransportEnd end;
  private int alert = -1;
  private @Nullable Throwable exception;
  private boolean closing;
  private long began;

  /** The end begins; the first time counts. */
  void begin(long now) {
    if (!closing) {
      closing = true;
      began = now;
    }
  }

  /** Returns when the end began, now where only its circumstances are known so far. */
  long began(long now) {
    return closing ? began : now;
  }

  /** The first exception counts: those behind it follow from it. */
  void thrown(@Nullable Throwable cause) {
    if (exception == null) {
      exception = cause;
    }
  }

  @Nullable Throwable exception() {
    return exception;
  }

  void received(CloseReason reason) {
    if (received == null) {
      received = reason;
      sentFirst = sent != null;
    }
  }

  void sent(CloseReason reason) {
    sent = reason;
    sentFirst = received == null;
  }

  /** The transport ended so; the first report counts. */
  void ended(TransportEnd how) {
    if (end == null) {
      end = how;
    }
  }

  void alerted(int number) {
    if (end == null) {
      alert = number;
      end = TransportEnd.TLS_ALERT;
    }
  }

  CloseFrames frames(boolean midFrame) {
    TransportEnd how = end == null ? TransportEnd.UNSEEN : end;
    return new CloseFrames(received, sent, sentFirst, how, alert, midFrame);
  }
}
