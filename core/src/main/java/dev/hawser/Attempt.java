package dev.hawser;

/**
 * The dial an endpoint or header function is asked for.
 *
 * @param number its number within the outage, counted from 1
 * @param endpoint the endpoint's index in {@link ClientBuilder#endpoints}, counted from 0; 0 when a
 *     function names them
 */
public record Attempt(int number, int endpoint) {}
