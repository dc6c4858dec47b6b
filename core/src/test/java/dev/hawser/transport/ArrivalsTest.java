package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Role;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  @Test
  void aRestingLinkHoldsNoQueue() throws IllegalAccessException {
    ByteRig rig = ByteRig.open(Role.CLIENT, ByteRig.options());
    Arrivals arrivals = ((LinkCore) rig.link()).arrivals;
    rig.inside(() -> arrivals.pong(ByteBuffer.allocate(1)));
    List<String> queues = new ArrayList<>();
    for (Field field : Arrivals.class.getDeclaredFields()) {
      if (field.getType() == ArrayDeque.class) {
        field.setAccessible(true);
        assertThat(field.get(arrivals)).as(field.getName()).isNull();
        queues.add(field.getName());
      }
    }
    assertThat(queues).containsExactlyInAnyOrder("messages", "asides");
  }
}
