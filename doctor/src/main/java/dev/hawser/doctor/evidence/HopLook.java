package dev.hawser.doctor.evidence;

/**
 * The same battery at another hop.
 *
 * @param name what the user calls it
 * @param address host and port dialled
 * @param file what was seen there
 */
public record HopLook(String name, String address, CaseFile file) {}
