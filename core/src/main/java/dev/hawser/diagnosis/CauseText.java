package dev.hawser.diagnosis;

/**
 * What the catalogue says of a cause, whatever the case at hand.
 *
 * @param title the cause in a few words, without a full stop
 * @param why the cause in a sentence
 * @param remedy what to do about it, in one sentence or more
 */
public record CauseText(String title, String why, String remedy) {}
