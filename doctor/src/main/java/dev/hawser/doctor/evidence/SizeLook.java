package dev.hawser.doctor.evidence;

/**
 * One message of the size test.
 *
 * @param bytes its size
 * @param survived whether a Ping after it was answered
 * @param code the code of the Close received, 0 for none
 * @param end how the connection stood
 */
public record SizeLook(long bytes, boolean survived, int code, WireEnd end) {}
