package dev.hawser.handbook;

/**
 * One respect in which two codes or statuses differ, in words.
 *
 * @param aspect what it is about
 * @param name the aspect's name in the handbook's language
 * @param left the left one's value
 * @param right the right one's value
 */
public record Difference(Aspect aspect, String name, String left, String right) {}
