package dev.hawser.handbook;

/**
 * What is known of a code or status as data: the comparisons are drawn from it.
 *
 * @param sender who may put it on the wire
 * @param visibility where it can be met
 * @param moment before or after the upgrade
 * @param culprit at whose door the trouble lies
 * @param advice what a client does best
 * @param firstWait the wait advised before the first new attempt
 * @param byDefault what Hawser does when nobody configured anything else
 */
public record Facts(
    Sender sender,
    Visibility visibility,
    Moment moment,
    Culprit culprit,
    Advice advice,
    FirstWait firstWait,
    ByDefault byDefault) {}
