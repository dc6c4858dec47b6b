package dev.hawser.close;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerTest {
  @Test
  void namesTheProxyItWasDialledThrough() {
    Peer peer = Peer.UNKNOWN.through("http://proxy:3128");
    assertThat(peer.proxy()).isEqualTo("http://proxy:3128");
    assertThat(Peer.UNKNOWN.proxy()).isNull();
    assertThat(peer)
        .isEqualTo(new Peer("", List.of(), null, null, "", List.of(), null, "http://proxy:3128"));
  }

  @Test
  void keepsItsOwnCopiesOfTheLists() {
    List<String> addresses = new ArrayList<>(List.of("127.0.0.1:80"));
    List<String> extensions = new ArrayList<>(List.of("permessage-deflate"));
    Peer peer = new Peer("/", addresses, null, null, "", extensions, null);
    addresses.clear();
    extensions.clear();
    assertThat(peer.addressesTried()).containsExactly("127.0.0.1:80");
    assertThat(peer.extensions()).containsExactly("permessage-deflate");
  }
}
