package dev.hawser.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TunnelTest {
  @Test
  void speaksWhatTheProxySpeaks() {
    assertThat(Tunnel.through(Proxy.of("http://proxy.example"), "example.test", 443))
        .isInstanceOf(HttpTunnel.class);
    assertThat(Tunnel.through(Proxy.of("socks5://proxy.example"), "example.test", 443))
        .isInstanceOf(SocksTunnel.class);
  }
}
