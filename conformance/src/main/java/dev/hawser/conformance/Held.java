package dev.hawser.conformance;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What this process holds at a moment: threads, open sockets where the system lists them, and
 * direct buffers.
 */
record Held(Set<Thread> threads, long sockets, long buffers) {
  /** What a transport and the JDK may keep of each kind for all links together. */
  private static final int COMMON = 32;

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  /** Counts. */
  static Held now() {
    return new Held(Threads.kits(), openSockets(), directBuffers());
  }

  /** Tells what is held beyond that moment and what links may share; empty when nothing is. */
  String beyond() {
    int moreThreads = Threads.since(threads).size();
    long moreSockets = openSockets() - sockets;
    long moreBuffers = directBuffers() - buffers;
    String beyond = moreThreads > COMMON ? moreThreads + " threads " : "";
    beyond += moreSockets > COMMON ? moreSockets + " sockets " : "";
    beyond += moreBuffers > COMMON ? moreBuffers + " direct buffers " : "";
    return beyond.strip();
  }

  private static long openSockets() {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return 0;
    }
    try (Stream<Path> open = Files.list(DESCRIPTORS)) {
      return open.filter(Held::isSocket).count();
    } catch (IOException e) {
      throw new AssertionError("the open descriptors cannot be listed: " + e, e);
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  private static long directBuffers() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getCount)
        .sum();
  }
}
