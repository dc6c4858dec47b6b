package dev.hawser.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Ending;
import dev.hawser.close.SampleEndings;
import dev.hawser.diagnosis.History;
import dev.hawser.diagnosis.LocalAddress;
import dev.hawser.http.Headers;
import dev.hawser.machine.Attempt;
import dev.hawser.machine.ConnectionState;
import dev.hawser.machine.Streak;
import dev.hawser.testing.VirtualTime;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.Link;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
  private static final String ORIGIN = "wss://a";
  private static final Ending CUT = SampleEndings.dropped();
  private static final Attempt FIRST = ConnectionState.initial().attempt();

  /** A machine of one address, which leads everywhere. */
  private static final OwnAddresses MACHINE =
      new OwnAddresses() {
        @Override
        public InetAddress toward(String peer) {
          return InetAddress.getLoopbackAddress();
        }

        @Override
        public boolean has(InetAddress address) {
          return true;
        }
      };

  private static final Link UNUSED =
      (Link)
          Proxy.newProxyInstance(
              Link.class.getClassLoader(),
              new Class<?>[] {Link.class},
              (proxy, method, arguments) -> {
                throw new AssertionError(method + " was called");
              });

  private final VirtualTime time = new VirtualTime();
  private final Origins origins = new Origins(MACHINE);
  private final Surroundings surroundings = new Surroundings(origins, time);

  @Test
  void aLinkThatOpenedIsRememberedWithItsAddress() {
    SessionLink link = opened(1);
    Background behind = surroundings.behind(link, CUT, FIRST);
    assertThat(link.from).isEqualTo(InetAddress.getLoopbackAddress());
    assertThat(behind.address()).isEqualTo(LocalAddress.KEPT);
    assertThat(behind.history().openedAt()).isEqualTo(time.nanos());
    assertThat(behind.history().losses()).hasSize(1);
  }

  @Test
  void aLinksEndIsOneLossHoweverOftenItIsAskedFor() {
    SessionLink link = opened(1);
    Background behind = surroundings.behind(link, CUT, FIRST);
    assertThat(surroundings.behind(link, CUT, FIRST)).isSameAs(behind);
    assertThat(surroundings.behind(opened(2), CUT, FIRST).history().losses()).hasSize(2);
  }

  @Test
  void theEndingsBeforeAreThoseOfItsOwnAttempt() {
    Attempt now = new Attempt(2, 0, false, new Streak(1, 0, List.of(CUT), false));
    assertThat(surroundings.behind(opened(2), CUT, now).earlier()).containsExactly(CUT);
    assertThat(surroundings.behind(opened(1), CUT, now).earlier()).isEmpty();
  }

  @Test
  void ofALinkThatNeverOpenedNoAddressIsKnown() {
    SessionLink link = link(1);
    Background behind = surroundings.behind(link, CUT, FIRST);
    assertThat(behind.address()).isEqualTo(LocalAddress.UNKNOWN);
  }

  @Test
  void whereALinkThatWasNotDialledLeadsIsNotKnown() {
    SessionLink link = opened(1);
    link.origin = null;
    surroundings.opened(link);
    assertThat(surroundings.behind(link, CUT, FIRST).history()).isEqualTo(History.NONE);
  }

  @Test
  void eachConnectionIsAnotherOne() {
    var unused = surroundings.behind(opened(1), CUT, FIRST);
    Surroundings other = new Surroundings(origins, time);
    assertThat(other.behind(opened(1), CUT, FIRST).history().losses())
        .extracting(loss -> loss.connection())
        .containsExactly(1L, 2L);
  }

  private SessionLink opened(long number) {
    SessionLink link = link(number);
    link.opened(UNUSED, new HandshakeInfo("", List.of(), Headers.empty(), "192.0.2.1:1"));
    surroundings.opened(link);
    return link;
  }

  private static SessionLink link(long number) {
    LinkHost host =
        new LinkHost() {
          @Override
          public void opened(SessionLink link) {}

          @Override
          public void ended(SessionLink link, Ending ending, long inDoubt) {}
        };
    SessionLink link = SessionLink.accepted(host, number, new SessionLinkRules(1 << 20, true));
    link.origin = ORIGIN;
    return link;
  }
}
