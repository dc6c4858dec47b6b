package dev.hawser.machine;

import dev.hawser.close.Role;
import dev.hawser.heartbeat.Heartbeat;
import java.time.Duration;

/**
 * What a link's machine goes by.
 *
 * @param role the side this endpoint plays
 * @param connect for the name, the TCP connection and TLS
 * @param handshake for the answer to the upgrade request
 * @param close from the first Close to the end of TCP
 * @param stall how long a message may wait for the application; zero for ever
 * @param heartbeat when to ask for a sign of life
 */
public record LinkRules(
    Role role,
    Duration connect,
    Duration handshake,
    Duration close,
    Duration stall,
    Heartbeat heartbeat) {}
