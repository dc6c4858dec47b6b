package dev.hawser.proxy;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the proxy of each attempt by the URL that is dialled, asked anew each time.
 *
 * <p>What it throws is a failed attempt.
 */
@FunctionalInterface
public interface ProxyChoice {
  /** Goes through no proxy. */
  ProxyChoice NONE = target -> null;

  /** Returns the proxy for a ws or wss URL, null for none. */
  @Nullable Proxy proxyFor(URI target);

  /** Returns the choice that always takes that proxy. */
  static ProxyChoice always(Proxy proxy) {
    return target -> proxy;
  }

  /**
   * Returns the choice that the variables of an environment make, such as those of {@link
   * System#getenv()}; they are read now.
   *
   * <p>For ws URLs {@code http_proxy} counts, for wss URLs {@code https_proxy}, for both {@code
   * all_proxy} where that is not set; each in small or, failing that, in capital letters. A value
   * without a scheme is an HTTP proxy. {@code no_proxy} lists, between commas, hosts that are
   * dialled without one: a domain with all below it, an address, either with a port, or {@code *}
   * for all. {@code HTTP_PROXY} does not count where {@code REQUEST_METHOD} is set: there a web
   * server may have made it of a request's header field.
   *
   * @throws IllegalArgumentException for a variable that names no proxy, without its login
   */
  static ProxyChoice environment(Map<String, String> variables) {
    return EnvironmentChoice.of(variables);
  }
}
