package dev.hawser;

/**
 * The dial an endpoint or header function is asked for.
 *
 * @param number which retry of the outage it is, counted from 1; 0 for one that nothing failed
 *     before
 * @param endpoint the endpoint's index in {@link ClientBuilder#endpoints}, counted from 0; 0 when a
 *     function names them
 */
public record Attempt(int number, int endpoint) {}
