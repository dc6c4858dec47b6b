package dev.hawser.guice;

import dev.hawser.transport.TransportProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A class path that offers those transports and no others. */
final class ClassPath extends ClassLoader {
  private static final String SERVICE = "META-INF/services/" + TransportProvider.class.getName();

  private final List<URL> services;

  private ClassPath(List<URL> services) {
    super(ClassPath.class.getClassLoader());
    this.services = services;
  }

  /** Does something while this thread looks for services there. */
  static <T> T with(Path folder, Supplier<T> work, Class<?>... offered) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(new ClassPath(List.of(written(folder, offered))));
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static URL written(Path folder, Class<?>[] offered) {
    try {
      Path file = Files.createTempFile(folder, "service", null);
      Files.writeString(
          file, Stream.of(offered).map(Class::getName).collect(Collectors.joining("\n")));
      return file.toUri().toURL();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return name.equals(SERVICE) ? Collections.enumeration(services) : super.getResources(name);
  }
}
