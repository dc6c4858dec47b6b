package dev.hawser.reconnect;

import dev.hawser.handbook.Language;
import java.time.Duration;
import java.util.Locale;
import java.util.ResourceBundle;

/** A policy's single answer to an ending. */
public sealed interface Verdict {
  /**
   * Dial again.
   *
   * @param delay how long to wait first: 0 to {@link #MAX_DELAY}
   * @param endpoint which of the connection's endpoints to dial, counted from 0
   * @param renewCredentials whether the credentials in hand are to be thrown away first
   */
  record Retry(Duration delay, int endpoint, boolean renewCredentials) implements Verdict {
    /** The longest delay a verdict may name. */
    public static final Duration MAX_DELAY = Duration.ofDays(365);

    /** Refuses a delay outside the range and a negative endpoint. */
    public Retry {
      if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
        throw new IllegalArgumentException("delay " + delay + " is not in PT0S-" + MAX_DELAY);
      }
      if (endpoint < 0) {
        throw new IllegalArgumentException("endpoint " + endpoint + " is negative");
      }
    }
  }

  /**
   * Do not dial again.
   *
   * @param why the kind of reason
   * @param text the reason in an English sentence without a full stop
   */
  record GiveUp(Reason why, String text) implements Verdict {
    /**
     * Returns the reason as a sentence without a full stop: the text itself, or for a
     * French-speaking locale the sentence of the kind of reason.
     */
    public String explain(Locale locale) {
      return Language.of(locale) == Language.FRENCH
          ? ResourceBundle.getBundle("dev.hawser.reconnect.GiveUp", Locale.FRENCH)
              .getString(why.name())
          : text;
    }
  }

  /** Why a connection is given up. */
  enum Reason {
    /** The user ended the connection; no policy was asked. */
    BY_USER,
    /** The policy never reconnects. */
    NEVER,
    /** How the link ended says that another attempt would end the same way. */
    FINAL_ENDING,
    /** The outage took more attempts than the policy allows. */
    TOO_MANY_ATTEMPTS,
    /** The outage lasted longer than the policy allows. */
    DOWN_TOO_LONG,
    /** The transport was closed by its owner; no policy was asked. */
    TRANSPORT_CLOSED,
    /** The policy threw, or named an endpoint that does not exist. */
    POLICY_FAILED
  }
}
