package dev.hawser.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.SampleEndings;
import dev.hawser.diagnosis.History;
import dev.hawser.diagnosis.LocalAddress;
import dev.hawser.diagnosis.Loss;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OriginsTest {
  private static final Ending CUT = SampleEndings.dropped();
  private static final Ending SILENT = SampleEndings.failed(Fault.HEARTBEAT_TIMEOUT);

  private final Origins origins = new Origins(new SystemAddresses());

  @Test
  void connectionsOfOneTransportShareThem() {
    VirtualTime time = new VirtualTime();
    ScriptedTransport transport = new ScriptedTransport(time);
    assertThat(Origins.of(transport)).isSameAs(Origins.of(transport));
    assertThat(Origins.of(new ScriptedTransport(time))).isNotSameAs(Origins.of(transport));
  }

  @Test
  void eachConnectionHasANumberOfItsOwn() {
    assertThat(origins.newConnection()).isEqualTo(1);
    assertThat(origins.newConnection()).isEqualTo(2);
  }

  @Test
  void tellsALossWithThoseBeforeItAtTheSameOrigin() {
    origins.opened("wss://a", 5);
    origins.ended("wss://a", CUT, 10, 1);
    origins.ended("wss://b", CUT, 11, 2);
    History history = origins.ended("wss://a", SILENT, 20, 3);
    assertThat(history.losses()).containsExactly(Loss.of(CUT, 10, 1), Loss.of(SILENT, 20, 3));
    assertThat(history.openedAt()).isEqualTo(5);
  }

  @Test
  void whatThisSideWantedIsNoLoss() {
    Ending wanted = SampleEndings.closed(Initiator.USER, 1000);
    assertThat(origins.ended("wss://a", wanted, 10, 1)).isEqualTo(History.NONE);
    assertThat(origins.ended("wss://a", CUT, 20, 1).losses()).hasSize(1);
  }

  @Test
  void withoutAnOriginNothingIsRemembered() {
    assertThat(origins.ended(null, CUT, 10, 1)).isEqualTo(History.NONE);
  }

  @Test
  void countsTheOtherOriginsThatLostALinkAtTheSameMoment() {
    long moment = History.MOMENT.toNanos();
    origins.ended("wss://a", CUT, 0, 1);
    origins.ended("wss://b", CUT, 10, 2);
    origins.ended("wss://c", SILENT, 10, 3);
    assertThat(origins.ended("wss://d", CUT, moment, 4).elsewhere()).isEqualTo(2);
    assertThat(origins.ended("wss://d", CUT, moment + 1, 4).elsewhere()).isEqualTo(1);
    assertThat(origins.ended("wss://d", CUT, moment + 11, 4).elsewhere()).isZero();
  }

  @Test
  void heartbeatsNoticeTheSameAtDifferentTimes() {
    long later = Duration.ofMinutes(1).toNanos();
    origins.ended("wss://a", SILENT, 0, 1);
    assertThat(origins.ended("wss://b", SILENT, later, 2).elsewhere()).isEqualTo(1);
    assertThat(origins.ended("wss://b", SILENT, later + 1, 2).elsewhere()).isZero();
  }

  @Test
  void theOriginsUsedLongestAgoAreForgotten() {
    for (int i = 0; i < Origins.MAX_ORIGINS; i++) {
      origins.ended("wss://" + i, CUT, i, 1);
    }
    origins.opened("wss://0", 500); // used again, so the next one is the oldest
    origins.ended("wss://new", CUT, 600, 1);
    assertThat(origins.ended("wss://0", CUT, 700, 1).losses()).hasSize(2);
    assertThat(origins.ended("wss://1", CUT, 700, 1).losses()).hasSize(1);
  }

  @Test
  void whereALineWasLostItsAddressIsLookedFor() throws IOException {
    InetAddress nobodys = InetAddress.getByName("192.0.2.77"); // RFC 5737
    assertThat(origins.became(nobodys, "127.0.0.1:9", CUT)).isEqualTo(LocalAddress.GONE);
    assertThat(origins.became(nobodys, "127.0.0.1:9", SILENT)).isEqualTo(LocalAddress.GONE);
    InetAddress own = origins.addresses().from("127.0.0.1:9");
    assertThat(origins.became(own, "127.0.0.1:9", CUT)).isEqualTo(LocalAddress.KEPT);
  }

  @Test
  void whereThePeerSaidWhyItIsNot() throws IOException {
    InetAddress nobodys = InetAddress.getByName("192.0.2.77");
    assertThat(origins.became(nobodys, "127.0.0.1:9", SampleEndings.closedByPeer(1012)))
        .isEqualTo(LocalAddress.UNKNOWN);
  }
}
