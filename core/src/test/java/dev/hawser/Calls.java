package dev.hawser;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Calls of the public face, each under the method it is of, such as {@code Session.close(CloseCode)
 * twice}.
 *
 * @param <T> what they are made on
 */
final class Calls<T> {
  /** What a call that would wait may be refused with, word for word. */
  private static final Set<String> REFUSALS =
      Set.of(
          "the sessions are iterated over already",
          "the session has a consumer already: its builder's callbacks",
          "the session has a consumer already: its publisher",
          "the session has a consumer already: its iterator",
          "the session's iterator waits, which the link's thread must not: use"
              + " callbacksOn(executor) or another thread",
          "the iterator of sessions waits, which the link's thread must not: use"
              + " callbacksOn(executor) or another thread",
          "start() waits, which the link's thread must not: use callbacksOn(executor) or another"
              + " thread",
          "the session's iterator waits for what comes only behind this callback: use a thread of"
              + " your own",
          "the iterator of sessions waits for what comes only behind this callback: use a thread of"
              + " your own",
          "the outbox is full and whenFull(BLOCK) waits for room, which a callback must not: send"
              + " from a thread of your own");

  private final Map<String, Consumer<T>> all = new LinkedHashMap<>();

  /** Adds a call of that method; words behind its parameters tell it from others. */
  void put(String name, Consumer<T> call) {
    assertThat(all.put(name, call)).as(name).isNull();
  }

  /** Adds a call that waits, or is refused as documented. */
  void waits(String name, Consumer<T> call) {
    put(name, on -> orRefused(() -> call.accept(on)));
  }

  Set<String> names() {
    return all.keySet();
  }

  Consumer<T> named(String name) {
    return all.get(name);
  }

  /** Returns the methods that are called at all. */
  Set<String> methods() {
    return names().stream()
        .map(name -> name.substring(0, name.indexOf(')') + 1))
        .collect(Collectors.toSet());
  }

  /** Returns the public methods of a type that are not its own affair. */
  static Set<String> methodsOf(Class<?> type, Predicate<Method> which) {
    return Arrays.stream(type.getMethods())
        .filter(m -> m.getDeclaringClass() != Object.class && !m.isBridge())
        .filter(m -> !Modifier.isStatic(m.getModifiers()))
        .filter(which)
        .map(m -> type.getSimpleName() + "." + m.getName() + parameters(m))
        .collect(Collectors.toSet());
  }

  private static String parameters(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(Class::getSimpleName)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static void orRefused(Runnable call) {
    try {
      call.run();
    } catch (IllegalStateException documented) {
      assertThat(documented.getMessage()).isIn(REFUSALS);
    } catch (NoSuchElementException documented) {
      assertThat(documented.getMessage())
          .isIn("the session's iterator has ended", "the iterator of sessions has ended");
    }
  }

  /** Asserts that a wrong argument is refused where it enters, in any state. */
  static void refused(Runnable call, String words) {
    try {
      call.run();
    } catch (IllegalArgumentException documented) {
      assertThat(documented).hasMessageContaining(words);
      return;
    }
    throw new AssertionError("not refused: " + words);
  }
}
