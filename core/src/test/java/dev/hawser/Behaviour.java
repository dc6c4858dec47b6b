package dev.hawser;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells which classes have code of their own that a test could find wrong.
 *
 * <p>Behaviour is a method with a body, or a constructor that does more than store its arguments.
 * What the compiler writes does not count: a record's accessors, {@code equals}, {@code hashCode}
 * and {@code toString}, an enum's {@code values} and {@code valueOf}. A nested class counts for the
 * class around it. So a plain record, an enum of bare constants, an annotation and an interface of
 * abstract methods need no test.
 */
final class Behaviour {
  private static final Set<String> OF_RECORDS = Set.of("equals", "hashCode", "toString");
  private static final Set<String> OF_ENUMS = Set.of("values", "valueOf");

  private Behaviour() {}

  static boolean isIn(JavaClass type, JavaClasses all) {
    return isInItself(type)
        || all.stream()
            .filter(c -> c.getName().startsWith(type.getName() + "$"))
            .anyMatch(Behaviour::isInItself);
  }

  private static boolean isInItself(JavaClass type) {
    return type.getMethods().stream().anyMatch(m -> isWritten(m, type))
        || type.getConstructors().stream().anyMatch(c -> doesMoreThanStore(c, type));
  }

  private static boolean isWritten(JavaMethod method, JavaClass type) {
    Set<JavaModifier> modifiers = method.getModifiers();
    if (modifiers.contains(JavaModifier.ABSTRACT)
        || modifiers.contains(JavaModifier.SYNTHETIC)
        || modifiers.contains(JavaModifier.BRIDGE)) {
      return false;
    }
    if (type.isEnum()) {
      return !OF_ENUMS.contains(method.getName());
    }
    return !type.isRecord() || !(OF_RECORDS.contains(method.getName()) || isAccessor(method, type));
  }

  private static boolean isAccessor(JavaMethod method, JavaClass type) {
    Set<String> components =
        type.getFields().stream()
            .filter(f -> !f.getModifiers().contains(JavaModifier.STATIC))
            .map(JavaField::getName)
            .collect(Collectors.toSet());
    return method.getRawParameterTypes().isEmpty()
        && components.contains(method.getName())
        && method.getCallsFromSelf().isEmpty();
  }

  private static boolean doesMoreThanStore(JavaConstructor constructor, JavaClass type) {
    return constructor.getCallsFromSelf().stream()
        .anyMatch(
            call ->
                !(call.getTarget().getName().equals("<init>")
                    && type.getRawSuperclass()
                        .map(s -> s.equals(call.getTargetOwner()))
                        .orElse(false)));
  }
}
