package dev.hawser.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawser.close.Ending;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Phase;
import dev.hawser.close.TransportEnd;
import dev.hawser.close.Unreachability;
import dev.hawser.proxy.Proxy;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An attempt through a proxy, from the connection to it to the tunnel or the end. */
class ProxyTalkTest {
  private static final Proxy PROXY = Proxy.of("http://jo:secret@proxy.example:3128");
  private static final DialRequest SECURE =
      DialRequest.of(URI.create("wss://example.test/feed")).through(PROXY);

  private static ByteRig connected(DialRequest request) {
    ByteRig rig = ByteRig.dialling(request);
    rig.inside(
        () -> {
          rig.door.resolving();
          rig.door.connecting("192.0.2.7:3128");
          rig.attach();
          rig.door.connected("192.0.2.7:3128");
        });
    return rig;
  }

  private static ByteBuffer said(ByteRig rig, String bytes) {
    ByteBuffer[] answer = new ByteBuffer[1];
    ByteBuffer given = ByteBuffer.wrap(bytes.getBytes(ISO_8859_1));
    rig.inside(() -> answer[0] = rig.door.proxy().take(given));
    return answer[0];
  }

  private static Ending.Unreachable unreachable(ByteRig rig) {
    assertThat(rig.told()).containsExactly("end");
    return (Ending.Unreachable) rig.ending();
  }

  @Test
  void aRequestWithoutAProxyHasNoConversation() {
    assertThat(ByteRig.dialling(SECURE.through(null)).door.proxy()).isNull();
  }

  @Test
  void theTunnelComesBeforeTls() {
    ByteRig rig = connected(SECURE);
    assertThat(ISO_8859_1.decode(rig.door.proxy().begin()).toString())
        .startsWith("CONNECT example.test:443 HTTP/1.1\r\n");
    rig.advance(Duration.ofMillis(20));
    assertThat(said(rig, "HTTP/1.1 2").hasRemaining()).isFalse();
    assertThat(rig.door.proxy().through()).isFalse();
    rig.advance(Duration.ofMillis(10));
    assertThat(said(rig, "00 OK\r\n\r\n").hasRemaining()).isFalse();
    assertThat(rig.door.proxy().through()).isTrue();
    rig.advance(Duration.ofMillis(5));
    rig.inside(() -> rig.door.upgrade());
    rig.accept();
    rig.eof();
    LinkFacts facts = rig.ending().facts();
    assertThat(facts.peer().proxy()).isEqualTo("http://proxy.example:3128");
    assertThat(facts.peer().target()).isEqualTo("wss://example.test/feed");
    assertThat(facts.peer().address()).isEqualTo("192.0.2.7:3128");
    assertThat(facts.timeline().connecting()).isEqualTo(Duration.ofMillis(30));
    assertThat(facts.timeline().securing()).isEqualTo(Duration.ofMillis(5));
  }

  @Test
  void withoutTlsTheUpgradeFollowsAtOnce() {
    ByteRig rig = connected(DialRequest.of(URI.create("ws://example.test/")).through(PROXY));
    said(rig, "HTTP/1.1 200 OK\r\n\r\n");
    rig.inside(() -> rig.door.failed(TransportEnd.RST, new IOException("Connection reset")));
    assertThat(unreachable(rig).kind()).isEqualTo(Unreachability.LOST);
    assertThat(rig.ending().facts().phase()).isEqualTo(Phase.CONNECTING);
  }

  @Test
  void whatIsToBeAnsweredIsGivenBack() {
    Proxy socks = Proxy.of("socks5://proxy.example");
    ByteRig rig = connected(SECURE.through(socks));
    ByteBuffer answer = said(rig, "\5\0");
    assertThat(answer.get(0)).isEqualTo((byte) 5);
    assertThat(answer.remaining()).isEqualTo(5 + "example.test".length() + 2);
  }

  @Test
  void aRefusalNamesTheProxyAndNotTheLogin() {
    ByteRig rig = connected(SECURE);
    said(rig, "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"a\"\r\n\r\n");
    assertThat(unreachable(rig).kind()).isEqualTo(Unreachability.PROXY_AUTHENTICATION);
    assertThat(unreachable(rig).text())
        .isEqualTo(
            "the proxy http://proxy.example:3128: HTTP 407 No;"
                + " it asks for Basic, and refused the login");
    assertThat(rig.ending().toString()).doesNotContain("secret").doesNotContain("jo");
    assertThat(rig.wire.dropped).isTrue();
    assertThat(said(rig, "HTTP/1.1 200 OK\r\n\r\n").hasRemaining()).isFalse();
    assertThat(rig.door.proxy().through()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = Unreachability.class,
      names = {
        "NAME_NOT_RESOLVED",
        "CONNECTION_REFUSED",
        "CONNECT_FAILED",
        "CONNECT_TIMEOUT",
        "LOST",
        "TLS_FAILED",
        "BAD_ANSWER"
      })
  void whatFailsShortOfTheTunnelIsTheProxys(Unreachability kind) {
    ByteRig rig = ByteRig.dialling(SECURE);
    rig.inside(() -> rig.door.unreachable(kind, "so it is", null));
    assertThat(unreachable(rig).kind()).isEqualTo(Unreachability.PROXY_FAILED);
    assertThat(unreachable(rig).text()).isEqualTo("the proxy http://proxy.example:3128: so it is");
    assertThat(rig.ending().facts().peer().address()).isNull();
  }

  @ParameterizedTest
  @EnumSource(
      value = Unreachability.class,
      names = {"PROXY_REFUSED", "PROXY_AUTHENTICATION", "TRANSPORT_CLOSED", "NOT_PREPARED"})
  void whatSaysMoreKeepsItsKind(Unreachability kind) {
    ByteRig rig = ByteRig.dialling(SECURE);
    rig.inside(() -> rig.door.unreachable(kind, "so it is", null));
    assertThat(unreachable(rig).kind()).isEqualTo(kind);
  }

  @Test
  void theConnectDeadlineCoversTheTunnel() {
    ByteRig rig = connected(SECURE);
    rig.advance(Duration.ofMillis(9_999));
    assertThat(rig.told()).isEmpty();
    rig.advance(Duration.ofMillis(1));
    assertThat(unreachable(rig).kind()).isEqualTo(Unreachability.PROXY_FAILED);
    assertThat(unreachable(rig).text()).startsWith("the proxy http://proxy.example:3128: ");
  }

  @Test
  void whatFailsBeyondTheTunnelIsNotTheProxys() {
    ByteRig rig = connected(SECURE);
    said(rig, "HTTP/1.1 200 OK\r\n\r\n");
    rig.inside(() -> rig.door.unreachable(Unreachability.TLS_FAILED, "no name", null));
    assertThat(unreachable(rig).kind()).isEqualTo(Unreachability.TLS_FAILED);
    assertThat(unreachable(rig).text()).isEqualTo("no name");
  }

  @Test
  void theProxysAddressesBearTheNameOfTheTarget() throws UnknownHostException {
    DialRequest request = SECURE.through(Proxy.of("http://127.0.0.1:3128"));
    Addresses addresses = Addresses.of(request, NameResolver.SYSTEM);
    assertThat(addresses.next().toString()).isEqualTo("example.test/127.0.0.1:3128");
    DialRequest direct = DialRequest.of(URI.create("ws://127.0.0.1:81/"));
    assertThat(Addresses.of(direct, NameResolver.SYSTEM).next().getPort()).isEqualTo(81);
  }

  @Test
  void aHostThatSocksHasNoRoomForIsRefusedWhereItIsDialled() {
    DialRequest request =
        DialRequest.of(URI.create("ws://" + "a".repeat(256) + "/"))
            .through(Proxy.of("socks5://proxy.example"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByteRig.dialling(request))
        .withMessageContaining("256 bytes");
  }
}
