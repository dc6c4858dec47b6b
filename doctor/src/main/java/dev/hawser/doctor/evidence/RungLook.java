package dev.hawser.doctor.evidence;

/**
 * A connection that was silent for a time of its own and then asked.
 *
 * @param silence how long nothing was sent or received on it, in milliseconds
 * @param answered whether a Ping after that was answered
 */
public record RungLook(long silence, boolean answered) {}
