package dev.hawser.driver;

import dev.hawser.machine.ConnectionRules;
import dev.hawser.time.Timers;
import dev.hawser.transport.Transport;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;

/**
 * What a connection runs on and by which rules.
 *
 * @param name what threads are called while they run the connection's calls, empty for nothing
 * @param transport what dials
 * @param timers the clock and the deadlines
 * @param executor where the machine runs and what may block
 * @param callbacks where the user's callbacks run in turn
 * @param dice the numbers for the policy
 * @param rules the machine's rules
 * @param outbox the outbox's bounds
 * @param links how sessions treat their links
 * @param requestWithin how long endpoint and credentials may take
 */
public record ClientSetup(
    String name,
    Transport transport,
    Timers timers,
    Executor executor,
    Executor callbacks,
    DoubleSupplier dice,
    ConnectionRules rules,
    OutboxRules outbox,
    SessionLinkRules links,
    Duration requestWithin) {}
