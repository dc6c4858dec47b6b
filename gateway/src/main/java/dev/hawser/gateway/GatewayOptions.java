package dev.hawser.gateway;

import dev.hawser.frame.WebSocketUri;
import dev.hawser.gateway.header.Hop;
import dev.hawser.http.Headers;
import dev.hawser.transport.Tls;
import java.net.URI;
import java.util.List;

/**
 * How a gateway behaves.
 *
 * @param name its name in Proxy-Status and Via, a token; gateways one behind the other need
 *     different ones
 * @param upstreams where sessions go: the first that can be reached
 * @param tls how to speak TLS to wss upstreams
 * @param closeCodes what a client is told of an upstream that failed
 * @param failure how a client learns that its upstream cannot be had
 * @param forwarding what upstreams are told of the client
 * @param budget waits
 * @param patience limits in time of open sessions
 * @param capacity limits in number and size
 * @param probing health checks
 */
public record GatewayOptions(
    String name,
    List<URI> upstreams,
    Tls tls,
    CloseCodePolicy closeCodes,
    HandshakeFailure failure,
    Forwarding forwarding,
    Budget budget,
    Patience patience,
    Capacity capacity,
    Probing probing) {

  /**
   * What upstreams are told of the client.
   *
   * @param keepHost whether the upstream gets the client's Host field instead of its own name
   * @param trustedProxies addresses and ranges whose X-Forwarded-* and Forwarded fields are
   *     believed
   */
  public record Forwarding(boolean keepHost, List<String> trustedProxies) {
    /** The client's Host, and nobody is believed. */
    public static final Forwarding DEFAULT = new Forwarding(true, List.of());

    /** Copies the list; refuses what is neither an address nor a range. */
    public Forwarding {
      trustedProxies = List.copyOf(trustedProxies);
      var unused = Hop.trusted(trustedProxies);
    }
  }

  /** Copies the list; refuses a name that is no token, no upstream, and URLs that are not ws. */
  public GatewayOptions {
    upstreams = List.copyOf(upstreams);
    if (!Headers.isToken(name)) {
      throw new IllegalArgumentException(
          "gateway name '" + name + "' is not a token: letters, digits and !#$%&'*+-.^_`|~");
    }
    if (upstreams.isEmpty()) {
      throw new IllegalArgumentException("a gateway needs one upstream at least, got none");
    }
    for (URI upstream : upstreams) {
      WebSocketUri.of(upstream);
      if (upstream.getRawQuery() != null) {
        throw new IllegalArgumentException(
            "upstream '"
                + upstream
                + "' holds a query, which comes from the client: a path at most");
      }
    }
  }

  /** Returns options with every default for these upstreams. */
  public static GatewayOptions to(URI... upstreams) {
    return new GatewayOptions(
        "hawser",
        List.of(upstreams),
        Tls.DEFAULT,
        CloseCodePolicy.AUTO,
        HandshakeFailure.HTTP,
        Forwarding.DEFAULT,
        Budget.DEFAULT,
        Patience.DEFAULT,
        Capacity.DEFAULT,
        Probing.OFF);
  }

  /** Returns a copy with another name. */
  public GatewayOptions named(String other) {
    return new GatewayOptions(
        other,
        upstreams,
        tls,
        closeCodes,
        failure,
        forwarding,
        budget,
        patience,
        capacity,
        probing);
  }

  /** Returns a copy with another TLS for upstreams. */
  public GatewayOptions with(Tls other) {
    return new GatewayOptions(
        name,
        upstreams,
        other,
        closeCodes,
        failure,
        forwarding,
        budget,
        patience,
        capacity,
        probing);
  }

  /** Returns a copy with another policy for close codes. */
  public GatewayOptions with(CloseCodePolicy other) {
    return new GatewayOptions(
        name, upstreams, tls, other, failure, forwarding, budget, patience, capacity, probing);
  }

  /** Returns a copy that tells clients otherwise that their upstream cannot be had. */
  public GatewayOptions with(HandshakeFailure other) {
    return new GatewayOptions(
        name, upstreams, tls, closeCodes, other, forwarding, budget, patience, capacity, probing);
  }

  /** Returns a copy with another forwarding. */
  public GatewayOptions with(Forwarding other) {
    return new GatewayOptions(
        name, upstreams, tls, closeCodes, failure, other, budget, patience, capacity, probing);
  }

  /** Returns a copy with another budget. */
  public GatewayOptions with(Budget other) {
    return new GatewayOptions(
        name, upstreams, tls, closeCodes, failure, forwarding, other, patience, capacity, probing);
  }

  /** Returns a copy with other limits in time. */
  public GatewayOptions with(Patience other) {
    return new GatewayOptions(
        name, upstreams, tls, closeCodes, failure, forwarding, budget, other, capacity, probing);
  }

  /** Returns a copy with other limits in number and size. */
  public GatewayOptions with(Capacity other) {
    return new GatewayOptions(
        name, upstreams, tls, closeCodes, failure, forwarding, budget, patience, other, probing);
  }

  /** Returns a copy with other health checks. */
  public GatewayOptions with(Probing other) {
    return new GatewayOptions(
        name, upstreams, tls, closeCodes, failure, forwarding, budget, patience, capacity, other);
  }
}
