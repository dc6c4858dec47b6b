package dev.hawser.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The Pings a scripted link sent, and the Pongs its peer owes. */
final class ScriptedPings {
  /** Whether the peer keeps its Pongs back. */
  boolean hold;

  private final List<Duration> within = new ArrayList<>();
  private int count;
  private boolean owed;
  private long confirmable;
  private long confirmed;

  /** A Ping was sent behind that many messages. */
  void asked(long messages) {
    count++;
    owed = true;
    confirmable = messages;
  }

  /** Tells whether the peer answers now. */
  boolean answered() {
    boolean now = owed && !hold;
    owed &= hold;
    if (now) {
      confirmed = confirmable;
    }
    return now;
  }

  /** A sign of life is wanted in a hurry. */
  void hurried(Duration most) {
    within.add(most);
  }

  List<Duration> within() {
    return List.copyOf(within);
  }

  int count() {
    return count;
  }

  /** Returns how many messages the peer has confirmed. */
  long confirmed() {
    return confirmed;
  }

  /** Returns how many messages the last answer confirms. */
  long confirmable() {
    return confirmable;
  }
}
