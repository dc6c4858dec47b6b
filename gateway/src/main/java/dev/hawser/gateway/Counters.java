package dev.hawser.gateway;

/**
 * What goes on in a gateway at a moment.
 *
 * @param sessions open sessions
 * @param handshakes requests that are not answered yet
 * @param queuedBytes bytes that wait to be written, to 4 KiB in each direction of a session
 * @param served sessions since the start
 * @param refused requests since the start that got no session
 * @param linesLost lines of the log since the start that nobody took in time
 */
public record Counters(
    int sessions, int handshakes, long queuedBytes, long served, long refused, long linesLost) {}
