package dev.hawser.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.diagnosis.LocalAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnAddressesTest {
  private static final String PEER = "192.0.2.1:443";
  private static final InetAddress WIFI = address("198.51.100.7");
  private static final InetAddress MOBILE = address("203.0.113.9");

  /** A machine with these addresses, of which that one leads everywhere. */
  private record Machine(Set<InetAddress> all, InetAddress leading) implements OwnAddresses {
    @Override
    public InetAddress toward(String peer) {
      assertThat(peer).isEqualTo(PEER);
      return leading;
    }

    @Override
    public boolean has(InetAddress address) {
      return all.contains(address);
    }
  }

  private static final OwnAddresses MUTE =
      new OwnAddresses() {
        @Override
        public InetAddress toward(String peer) throws IOException {
          throw new IOException("scripted");
        }

        @Override
        public boolean has(InetAddress address) {
          return true;
        }
      };

  @Test
  void anAddressThatStillLeadsThereIsKept() {
    OwnAddresses machine = new Machine(Set.of(WIFI, MOBILE), WIFI);
    assertThat(machine.from(PEER)).isEqualTo(WIFI);
    assertThat(machine.since(WIFI, PEER)).isEqualTo(LocalAddress.KEPT);
  }

  @Test
  void anAddressBesideTheOneThatLeadsThereIsAnother() {
    assertThat(new Machine(Set.of(WIFI, MOBILE), MOBILE).since(WIFI, PEER))
        .isEqualTo(LocalAddress.OTHER);
    assertThat(new Machine(Set.of(WIFI), null).since(WIFI, PEER)).isEqualTo(LocalAddress.OTHER);
  }

  @Test
  void anAddressThatTheMachineHasNoMoreIsGone() {
    assertThat(new Machine(Set.of(MOBILE), MOBILE).since(WIFI, PEER)).isEqualTo(LocalAddress.GONE);
  }

  @Test
  void whatTheSystemDoesNotTellIsUnknown() {
    assertThat(new Machine(Set.of(WIFI), WIFI).since(null, PEER)).isEqualTo(LocalAddress.UNKNOWN);
    assertThat(MUTE.from(PEER)).isNull();
    assertThat(MUTE.since(WIFI, PEER)).isEqualTo(LocalAddress.UNKNOWN);
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
