package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HopTest {
  @Test
  void hasANameInBothLanguages() {
    Set<String> names = new HashSet<>();
    for (Hop hop : Hop.values()) {
      assertThat(names.add(hop.text(Locale.ENGLISH))).isTrue();
      assertThat(names.add(hop.text(Locale.FRENCH))).isTrue();
    }
    assertThat(Hop.PROXY.text(Locale.ITALIAN)).isEqualTo("a gateway or reverse proxy");
    assertThat(Hop.PROXY.text(Locale.FRANCE)).isEqualTo("une passerelle ou un mandataire inverse");
  }
}
