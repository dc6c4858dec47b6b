package dev.hawser;

/** What a server answers to an upgrade request: {@link Accept} or {@link Refuse}. */
public sealed interface Reception permits Accept, Refuse {}
