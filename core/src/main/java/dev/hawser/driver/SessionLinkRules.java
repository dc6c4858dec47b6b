package dev.hawser.driver;

/**
 * How sessions treat their links.
 *
 * @param sendBuffer bytes handed over and not written past which a session's send is dropped
 * @param onLinkThread whether callbacks run on the link's thread and not on an executor
 */
public record SessionLinkRules(long sendBuffer, boolean onLinkThread) {}
