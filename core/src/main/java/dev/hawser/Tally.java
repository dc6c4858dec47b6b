package dev.hawser;

/**
 * What became of the messages sent by {@link Connection#sendText} and {@link
 * Connection#sendBinary}, counted from the connection's beginning.
 *
 * @param written outcomes {@link Outcome.Written}
 * @param dropped outcomes {@link Outcome.Dropped}
 * @param unknown outcomes {@link Outcome.Unknown}
 * @param inDoubt messages that were written, and not confirmed when their session ended
 * @param resent messages handed to a further session because they were in doubt
 * @param waiting messages without an outcome yet
 */
public record Tally(
    long written, long dropped, long unknown, long inDoubt, long resent, long waiting) {}
