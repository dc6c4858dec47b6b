package dev.hawser.driver;

/**
 * The bounds of an outbox.
 *
 * @param messages the most messages kept
 * @param bytes the most bytes kept, and the largest message
 * @param expireAfter how long a message may wait, in nanoseconds
 * @param overflow what a full one does
 * @param replay whether messages in doubt are sent again
 * @param confirmAfter with replay, how long a written message stands before its confirmation is
 *     asked for, in nanoseconds
 */
public record OutboxRules(
    int messages,
    long bytes,
    long expireAfter,
    Overflow overflow,
    boolean replay,
    long confirmAfter) {}
