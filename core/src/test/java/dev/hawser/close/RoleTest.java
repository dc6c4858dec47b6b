package dev.hawser.close;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoleTest {
  @Test
  void eachIsThePeerOfTheOther() {
    assertThat(Role.CLIENT.peer()).isEqualTo(Role.SERVER);
    assertThat(Role.SERVER.peer()).isEqualTo(Role.CLIENT);
  }
}
