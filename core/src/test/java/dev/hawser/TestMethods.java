package dev.hawser;

import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.platform.commons.annotation.Testable;

/** Finds test methods of any kind: plain, repeated, parameterized, factories. */
final class TestMethods {
  private TestMethods() {}

  static boolean areIn(JavaClass type) {
    return type.getMethods().stream()
        .anyMatch(m -> m.isAnnotatedWith(Testable.class) || m.isMetaAnnotatedWith(Testable.class));
  }
}
