package dev.hawser;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.hawser.frame.Compression;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No public method and no callback is missing where every call is made everywhere. */
class CallTablesTest {
  /** What lives: its calls are made everywhere. */
  private static final Set<Class<?>> LIVING =
      Set.of(
          Connection.class,
          Session.class,
          Server.class,
          ClientBuilder.class,
          ServerBuilder.class,
          Broadcast.class,
          Parting.class);

  /** Values that hold nothing but what they were given, and what users write themselves. */
  private static final Set<String> OTHERS =
      Set.of(
          "Accept",
          "Attempt",
          "Caution",
          "Credentials",
          "Drain",
          "EntryLimits",
          "Message",
          "MetricsListener",
          "Outbox",
          "Outcome",
          "Reach",
          "Reception",
          "Refuse",
          "SessionBuilder", // its methods are those of the two builders
          "State",
          "StateChange",
          "Tally",
          "WebSockets",
          "WhenFull",
          "WhenSlow");

  private static Set<String> called() {
    Set<String> all = new HashSet<>();
    for (Calls<?> calls :
        List.of(
            FaceCalls.CONNECTION,
            FaceCalls.CONNECTION_WAITS,
            FaceCalls.SESSION,
            FaceCalls.SESSION_WAITS,
            FaceCalls.SERVER,
            FaceCalls.SERVER_WAITS)) {
      all.addAll(calls.methods());
    }
    return all;
  }

  /** To choose is to make another value; those that end a choice do something. */
  private static boolean doesSomething(Method method) {
    return method.getReturnType() != method.getDeclaringClass()
        && method.getReturnType() != SessionBuilder.class;
  }

  @Test
  void everyMethodOfWhatLivesIsCalledEverywhere() {
    Set<String> called = called();
    for (Class<?> type : LIVING) {
      Set<String> methods = Calls.methodsOf(type, CallTablesTest::doesSomething);
      assertThat(methods).as(type.getSimpleName()).isNotEmpty();
      assertThat(called).containsAll(methods);
    }
  }

  @Test
  void everyTypeOfTheFaceLivesOrIsAValue() {
    Set<String> known =
        LIVING.stream().map(Class::getSimpleName).collect(Collectors.toCollection(HashSet::new));
    known.addAll(OTHERS);
    assertThat(
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.hawser")
                    .stream()
                    .filter(type -> type.getPackageName().equals("dev.hawser"))
                    .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                    .filter(JavaClass::isTopLevelClass)
                    .map(JavaClass::getSimpleName))
        .filteredOn(name -> !name.equals("package-info"))
        .containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void everyCallbackIsAPlace() {
    assertThat(places(ClientPlaces.ALL.keySet())).containsAll(callbacks(ClientBuilder.class));
    assertThat(places(ServerPlaces.ALL.keySet())).containsAll(callbacks(ServerBuilder.class));
  }

  private static Set<String> places(Set<String> names) {
    return names.stream()
        .filter(name -> name.contains(")"))
        .map(name -> name.substring(0, name.indexOf(')') + 1))
        .collect(Collectors.toSet());
  }

  /** Returns the methods that take something to call, an executor and values apart. */
  private static Set<String> callbacks(Class<?> builder) {
    return Arrays.stream(builder.getMethods())
        .filter(m -> m.getParameterCount() == 1 && !m.isBridge())
        .filter(m -> m.getParameterTypes()[0].isInterface())
        .filter(m -> !NO_CALLBACKS.contains(m.getParameterTypes()[0]))
        .filter(m -> m.getDeclaringClass() != Object.class)
        .map(m -> m.getName() + "(" + m.getParameterTypes()[0].getSimpleName() + ")")
        .collect(Collectors.toSet());
  }

  private static final Set<Class<?>> NO_CALLBACKS =
      Set.of(Executor.class, dev.hawser.time.Timers.class, Compression.class);
}
