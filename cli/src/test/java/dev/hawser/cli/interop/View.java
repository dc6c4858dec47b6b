package dev.hawser.cli.interop;

import dev.hawser.Parting;
import dev.hawser.close.CloseReason;

/** What one side saw of a connection's end, in the words all peers use. */
final class View {
  private View() {}

  /** Returns code and text of the Close frame that arrived; 1006 when none did. */
  static String of(Parting parting) {
    CloseReason received = parting.ending().facts().frames().received();
    return received == null ? "1006" : of(received);
  }

  static String of(CloseReason reason) {
    return (reason.code().value() + " " + reason.text()).strip();
  }
}
