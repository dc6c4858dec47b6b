package dev.hawser.guice;

import com.google.inject.Binder;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import dev.hawser.transport.TransportProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which transport an injector has.
 *
 * @param start starts it, or returns the one that runs
 * @param owned whether whoever starts it closes it
 */
record TransportChoice(Function<TransportContext, Transport> start, boolean owned) {
  private static final String OURS = "dev.hawser.transport.";
  private static final TransportChoice NONE =
      new TransportChoice(
          context -> {
            throw new IllegalStateException("no transport was found");
          },
          false);

  /** Looks on the class path; what is wrong there is the binder's error. */
  static TransportChoice found(Binder binder, @Nullable String name) {
    List<TransportProvider> found = new ArrayList<>();
    try {
      ServiceLoader.load(TransportProvider.class).forEach(found::add);
    } catch (ServiceConfigurationError e) {
      binder.addError("a transport on the class path cannot be loaded: %s", e.getMessage());
      return NONE;
    }
    List<TransportProvider> fitting =
        found.stream().filter(p -> name == null || p.name().equals(name)).toList();
    if (fitting.size() == 1) {
      return new TransportChoice(fitting.get(0)::create, true);
    }
    binder.addError("%s", trouble(name, found, fitting));
    return NONE;
  }

  private static String trouble(
      @Nullable String name, List<TransportProvider> found, List<TransportProvider> fitting) {
    if (found.isEmpty()) {
      return "no transport is on the class path: add dev.hawser:hawser-transport-"
          + (name == null ? "netty" : name)
          + ", or choose your own by HawserModule.transport(provider)";
    }
    if (fitting.isEmpty()) {
      return "no transport '%s' is on the class path, found %s: add its artifact (Hawser's are called hawser-transport-NAME), or choose %s"
          .formatted(name, words(found), call(found));
    }
    return name == null
        ? "more than one transport is on the class path, %s: choose one, such as by %s, or keep one artifact"
            .formatted(words(found), call(found))
        : "more than one transport is called '%s', %s: keep one artifact"
            .formatted(name, words(fitting));
  }

  private static String call(List<TransportProvider> found) {
    String first = found.stream().map(TransportProvider::name).sorted().findFirst().orElseThrow();
    return "HawserModule.transport(\"" + first + "\")";
  }

  private static String words(List<TransportProvider> found) {
    return found.stream()
        .map(provider -> provider.name() + " (" + origin(provider) + ")")
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** The artifact where that is known, or the class. */
  private static String origin(TransportProvider provider) {
    String type = provider.getClass().getName();
    return type.startsWith(OURS + provider.name() + ".")
        ? "dev.hawser:hawser-transport-" + provider.name()
        : type;
  }
}
