package dev.hawser.gateway.header;

/**
 * What the gateway adds to a request on its way.
 *
 * @param gateway the gateway's name in Via, a token
 * @param id the request's id, a token
 * @param trusted whether the hop that sent the request is believed about those before it
 */
public record Passage(String gateway, String id, boolean trusted) {}
