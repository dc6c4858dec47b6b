package dev.hawser.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemAddressesTest {
  private final SystemAddresses system = new SystemAddresses();

  @Test
  void theLoopbackIsReachedFromAnAddressOfThisMachine() throws IOException {
    InetAddress from = system.toward("127.0.0.1:9");
    assertThat(from).isEqualTo(InetAddress.getByName("127.0.0.1"));
    assertThat(system.has(from)).isTrue();
  }

  @Test
  void oneAddressIsHeldOnceForAllItsLinks() throws IOException {
    assertThat(system.toward("127.0.0.1:9")).isSameAs(system.toward("127.0.0.1:10"));
  }

  @Test
  void anAddressForDocumentationIsNotThisMachines() throws IOException {
    assertThat(system.has(InetAddress.getByName("192.0.2.77"))).isFalse(); // RFC 5737
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost:80", "127.0.0.1", "127.0.0.1:", "127.0.0.1:99999", "x"})
  void whatIsNoAddressAndPortIsNotLookedUp(String peer) {
    assertThatThrownBy(() -> system.toward(peer)).isInstanceOf(IOException.class);
    assertThat(system.from(peer)).isNull();
  }
}
