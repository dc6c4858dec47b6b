package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.close.Ending;
import dev.hawser.close.Unreachability;
import dev.hawser.testing.VirtualTime;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressesTest {
  private static Ending.Unreachable givenUp(Addresses addresses) {
    MessageRig rig = MessageRig.dialling(ByteRig.request(LinkOptions.DEFAULT));
    addresses.giveUp(rig.door);
    rig.run();
    return (Ending.Unreachable) rig.listener.ending;
  }

  @Test
  void anAddressOfOneKindIsTriedOnceAndCarriesThePort() throws Exception {
    Addresses addresses = Addresses.of("[::1]", 8443);
    assertThat(addresses.more()).isTrue();
    InetSocketAddress first = addresses.next();
    assertThat(Addresses.text(first)).isEqualTo("[0:0:0:0:0:0:0:1]:8443");
    assertThat(addresses.more()).isFalse();
    assertThat(addresses.next()).isNull();
    assertThat(addresses.share(Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void severalAddressesShareTheTimeAndAreOneTroubleInTheEnd() throws Exception {
    InetAddress[] two = {
      InetAddress.getByAddress(new byte[] {127, 0, 0, 1}),
      InetAddress.getByAddress(new byte[] {127, 0, 0, 2})
    };
    Addresses addresses = new Addresses(two, 80);
    assertThat(addresses.share(Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(5));
    assertThat(Addresses.text(addresses.next())).isEqualTo("127.0.0.1:80");
    addresses.failed(new ConnectException("Connection refused"));
    assertThat(addresses.more()).isTrue();
    assertThat(Addresses.text(addresses.next())).isEqualTo("127.0.0.2:80");
    addresses.failed(new IOException("Connection timed out"));
    Ending.Unreachable mixed = givenUp(addresses);
    assertThat(mixed.kind()).isEqualTo(Unreachability.CONNECT_FAILED);
    assertThat(mixed.text()).isEqualTo("none of 2 addresses; last: Connection timed out");
  }

  @Test
  void oneAddressSaysWhatItsTroubleWasAndRefusedByAllIsRefused() throws Exception {
    Addresses slow = Addresses.of("127.0.0.1", 80);
    slow.failed(new IOException("Connection timed out"));
    assertThat(givenUp(slow).kind()).isEqualTo(Unreachability.CONNECT_TIMEOUT);
    assertThat(givenUp(slow).text()).isEqualTo("Connection timed out");
    Addresses refusing = Addresses.of("127.0.0.1", 80);
    refusing.failed(new ConnectException("Connection refused"));
    assertThat(givenUp(refusing).kind()).isEqualTo(Unreachability.CONNECTION_REFUSED);
  }

  @Test
  void aHostWithoutAddressIsNamed() {
    assertThatThrownBy(() -> Addresses.of("[no-such-host.invalid]", 80))
        .isInstanceOf(UnknownHostException.class)
        .hasMessage("the host 'no-such-host.invalid' has no address");
  }

  private static DialRequest dialling(String url) {
    return DialRequest.of(URI.create(url));
  }

  @Test
  void theResolverOfTheContextIsAskedForNames() throws Exception {
    List<String> asked = new ArrayList<>();
    NameResolver own =
        name -> {
          asked.add(name);
          return List.of(InetAddress.getByName("127.0.0.9"), InetAddress.getByName("::1"));
        };
    Addresses addresses = Addresses.of(dialling("ws://upstream7.example.test:8080/"), own);
    assertThat(addresses.next().toString()).isEqualTo("upstream7.example.test/127.0.0.9:8080");
    assertThat(Addresses.text(addresses.next())).isEqualTo("[0:0:0:0:0:0:0:1]:8080");
    assertThat(asked).containsExactly("upstream7.example.test");
  }

  @Test
  void anAddressThatStandsInTheUrlIsAskedOfNobody() throws Exception {
    NameResolver nobody =
        name -> {
          throw new UnknownHostException(name);
        };
    assertThat(Addresses.text(Addresses.of(dialling("ws://127.0.0.1:81/"), nobody).next()))
        .isEqualTo("127.0.0.1:81");
    assertThat(Addresses.text(Addresses.of(dialling("ws://[::1]:82/"), nobody).next()))
        .isEqualTo("[0:0:0:0:0:0:0:1]:82");
  }

  @Test
  void aResolverWithoutAnAnswerLeavesTheHostWithoutAddress() {
    assertThatThrownBy(() -> Addresses.of(dialling("ws://a.example.test/"), name -> List.of()))
        .isInstanceOf(UnknownHostException.class)
        .hasMessage("the host 'a.example.test' has no address");
  }

  @Test
  void aContextLendsTheSystemsResolverUntilItIsGivenAnother() {
    TransportContext lent = new TransportContext(new VirtualTime(), Runnable::run);
    assertThat(lent.resolver()).isSameAs(NameResolver.SYSTEM);
    NameResolver own = name -> List.of();
    assertThat(lent.with(own).resolver()).isSameAs(own);
    assertThat(lent.with(own).timers()).isSameAs(lent.timers());
    assertThat(lent.with(own).executor()).isSameAs(lent.executor());
  }

  @Test
  void anAddressOfAnotherKindIsTextToo() {
    assertThat(Addresses.text(null)).isEqualTo("null");
    assertThat(Addresses.text(InetSocketAddress.createUnresolved("host", 7))).contains("host");
  }
}
