package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.Test;

/**
 * What a link holds for its diagnosis while nothing happens, by its fields: on a 64-bit machine
 * with compressed references an object has a header of 12 bytes and a size in steps of 8.
 */
class LogbookSizeTest {
  private static final int HEADER = 12;

  @Test
  void theLogOfARestingLinkTakesOneHundredAndSixtyBytes() {
    assertThat(size(Logbook.class)).isLessThanOrEqualTo(160);
  }

  @Test
  void theTimesOfItsPhasesTakeEightyEight() {
    int times = rounded(16 + 6 * Long.BYTES); // the array of Phases
    assertThat(size(Phases.class) + times).isLessThanOrEqualTo(88);
  }

  private static int size(Class<?> type) {
    int size = HEADER;
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
        size += size(field);
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
