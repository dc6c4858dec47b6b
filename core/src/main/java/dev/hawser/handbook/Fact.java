package dev.hawser.handbook;

/**
 * One fact in words.
 *
 * @param aspect what it is about
 * @param name the aspect's name in the handbook's language
 * @param value the value in the handbook's language
 */
public record Fact(Aspect aspect, String name, String value) {}
