package dev.hawser.conformance;

import dev.hawser.transport.Capability;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/** Marks a test as one rule of the contract. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
public @interface Rule {
  /** Returns its stable number within a family, such as {@code CL-3}. */
  String id();

  /** Returns where it comes from. */
  String cites();

  /** Returns how binding it is. */
  Level level() default Level.MUST;

  /** Returns what it wants, in one line. */
  String intent();

  /** Returns what a transport must be able to do to keep it. */
  Capability[] needs() default {};
}
