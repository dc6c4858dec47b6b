package dev.hawser.doctor.evidence;

/**
 * One dial of one address.
 *
 * @param address the address in text form, without the port
 * @param v6 whether it is an IPv6 address
 * @param reach what became of it
 * @param millis how long that took
 */
public record AddressTry(String address, boolean v6, Reach reach, long millis) {}
