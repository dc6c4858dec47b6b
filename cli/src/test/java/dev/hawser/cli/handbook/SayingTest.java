package dev.hawser.cli.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.diagnosis.Cause;
import org.junit.jupiter.api.Test;

class SayingTest {
  @Test
  void countsItsPartsInATextWhateverTheCase() {
    assertThat(Saying.BAD_GATEWAY.fit("nothing of the sort")).isZero();
    assertThat(Saying.BAD_GATEWAY.fit("a 502")).isEqualTo(1);
    assertThat(Saying.BAD_GATEWAY.fit("502 BAD GATEWAY")).isEqualTo(2);
    assertThat(Saying.CUT.fit("CONNEXION RÉINITIALISÉE")).isEqualTo(1);
  }

  @Test
  void everySayingButThatOfAStatusNamesItsCauses() {
    for (Saying saying : Saying.values()) {
      assertThat(saying.causes().isEmpty()).as("%s", saying).isEqualTo(saying == Saying.STATUS);
    }
    assertThat(Saying.REGULAR.causes()).startsWith(Cause.PROXY_IDLE);
  }
}
