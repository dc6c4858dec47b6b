package dev.hawser.doctor.evidence;

/**
 * How the peer answered a Close.
 *
 * @param sent the code sent
 * @param echoed the code it answered with, 0 when no Close came back
 * @param echoMillis until the answer; -1 when none came
 * @param end how the connection ended
 * @param endMillis until that end; -1 when it stayed open
 */
public record CloseLook(int sent, int echoed, long echoMillis, WireEnd end, long endMillis) {}
