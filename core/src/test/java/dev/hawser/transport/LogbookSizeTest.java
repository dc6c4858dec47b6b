package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a link holds for its diagnosis while nothing happens, by its fields: on a 64-bit machine
 * with compressed references an object has a header of 12 bytes and a size in steps of 8.
 */
class LogbookSizeTest {
  private static final int HEADER = 12;

  /** Made with the first message, when the end begins, and when something happens on this side. */
  private static final List<String> OCCASIONAL = List.of("notes", "end", "setbacks");

  @Test
  void theEvidenceOfARestingLinkTakesOneHundredAndSixtyBytes() {
    assertThat(size(Logbook.class)).isLessThanOrEqualTo(160);
  }

  @Test
  void itHoldsNoOtherObjectOfItsOwnBeforeAMessageOrTheEnd() throws IllegalAccessException {
    Logbook log = new Logbook(Role.CLIENT, "ws://a/", Phase.CONNECTING, 0);
    log.tried("192.0.2.1:80");
    log.reached("192.0.2.1:80");
    log.opened(1);
    log.in(2);
    log.out(3);
    for (Field field : Logbook.class.getDeclaredFields()) {
      if (OCCASIONAL.contains(field.getName())) {
        field.setAccessible(true);
        assertThat(field.get(log)).as(field.getName()).isNull();
      }
    }
    assertThat(Logbook.class.getDeclaredFields())
        .extracting(Field::getName)
        .containsAll(OCCASIONAL);
  }

  private static int size(Class<?> type) {
    int size = HEADER;
    for (Class<?> part = type; part != Object.class; part = part.getSuperclass()) {
      for (Field field : part.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
          size += size(field);
        }
      }
    }
    return rounded(size);
  }

  private static int size(Field field) {
    Class<?> type = field.getType();
    if (type == long.class || type == double.class) {
      return 8;
    }
    return type == boolean.class || type == byte.class ? 1 : 4;
  }

  private static int rounded(int bytes) {
    return (bytes + 7) / 8 * 8;
  }
}
