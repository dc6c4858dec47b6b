package dev.hawser.gateway.answer;

import java.time.Duration;

/**
 * Who answers what request.
 *
 * @param gateway the gateway's name, a token
 * @param id the request's id, a token
 * @param retryAfter what a 503 asks the client to wait, a second at least
 */
public record Asking(String gateway, String id, Duration retryAfter) {}
