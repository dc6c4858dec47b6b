package dev.hawser.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProxyChoiceTest {
  private static final URI TARGET = URI.create("wss://a.test/");

  @Test
  void noneIsNoProxy() {
    assertThat(ProxyChoice.NONE.proxyFor(TARGET)).isNull();
  }

  @Test
  void alwaysIsThatProxy() {
    Proxy proxy = Proxy.of("socks5://proxy.example");
    assertThat(ProxyChoice.always(proxy).proxyFor(TARGET)).isSameAs(proxy);
  }

  @Test
  void anEnvironmentIsReadOnce() {
    Map<String, String> variables = new java.util.HashMap<>(Map.of("https_proxy", "proxy:1"));
    ProxyChoice choice = ProxyChoice.environment(variables);
    variables.clear();
    assertThat(choice.proxyFor(TARGET)).isEqualTo(Proxy.of("http://proxy:1"));
  }
}
