package dev.hawser.driver;

/**
 * What became of a connection's messages.
 *
 * @param written handed to the operating system
 * @param dropped given up unsent
 * @param unknown lost half-way
 * @param inDoubt written and unconfirmed when their session ended
 * @param resent handed over again because they were in doubt
 * @param waiting without an outcome
 */
public record Counts(
    long written, long dropped, long unknown, long inDoubt, long resent, long waiting) {}
