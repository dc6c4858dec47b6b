package dev.hawser.proxy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the usual variables of an environment say.
 *
 * @param plain for ws URLs
 * @param secure for wss URLs
 * @param exempt hosts, with or without a port, that are dialled directly
 */
record EnvironmentChoice(@Nullable Proxy plain, @Nullable Proxy secure, List<String> exempt)
    implements ProxyChoice {
  static EnvironmentChoice of(Map<String, String> variables) {
    String all = value(variables, "all_proxy", true);
    boolean served = variables.containsKey("REQUEST_METHOD");
    String plain = value(variables, "http_proxy", !served);
    String secure = value(variables, "https_proxy", true);
    List<String> exempt = new ArrayList<>();
    for (String host : value(variables, "no_proxy", true).split(",", -1)) {
      String stripped = host.strip().toLowerCase(Locale.ROOT);
      if (!stripped.isEmpty()) {
        exempt.add(stripped.startsWith(".") ? stripped.substring(1) : stripped);
      }
    }
    return new EnvironmentChoice(
        proxy(plain.isEmpty() ? all : plain), proxy(secure.isEmpty() ? all : secure), exempt);
  }

  private static String value(Map<String, String> variables, String name, boolean capitals) {
    String small = variables.getOrDefault(name, "");
    return small.isEmpty() && capitals
        ? variables.getOrDefault(name.toUpperCase(Locale.ROOT), "")
        : small;
  }

  private static @Nullable Proxy proxy(String value) {
    return value.isEmpty() ? null : Proxy.of(value.contains("://") ? value : "http://" + value);
  }

  @Override
  public @Nullable Proxy proxyFor(URI target) {
    boolean wss = "wss".equalsIgnoreCase(target.getScheme());
    int port = target.getPort() < 0 ? (wss ? 443 : 80) : target.getPort();
    String host = String.valueOf(target.getHost()).toLowerCase(Locale.ROOT);
    for (String one : exempt) {
      if (covers(one, host) || covers(one, host + ":" + port)) {
        return null;
      }
    }
    return wss ? secure : plain;
  }

  private static boolean covers(String one, String host) {
    return one.equals("*") || host.equals(one) || host.endsWith("." + one);
  }
}
