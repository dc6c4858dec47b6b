package dev.hawser;

/**
 * What became of a {@link Broadcast}: one outcome for each session it was for.
 *
 * @param sessions how many there were
 * @param written for how many it was handed to the operating system
 * @param dropped for how many it was dropped: they were too slow, or had ended
 * @param unknown for how many the link ended while it was being written
 */
public record Reach(int sessions, int written, int dropped, int unknown) {}
