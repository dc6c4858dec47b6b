package dev.hawser.machine;

/**
 * When a link's event happens, and by what rules.
 *
 * @param nanos the monotonic clock
 * @param rules the link's rules
 * @param vitals what stays outside the machine
 */
public record LinkMoment(long nanos, LinkRules rules, Vitals vitals) {}
