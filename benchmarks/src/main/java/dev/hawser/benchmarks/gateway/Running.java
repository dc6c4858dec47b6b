package dev.hawser.benchmarks.gateway;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A contender that was started.
 *
 * @param process null where nothing stands before the upstream
 */
record Running(Contender contender, @Nullable Started process, int port) implements AutoCloseable {
  /** What a process holds. */
  record Memory(long resident, long heap, long direct) {
    /** Returns how much more it is than before. */
    Memory since(Memory before) {
      return new Memory(resident - before.resident, heap - before.heap, direct - before.direct);
    }
  }

  /** Returns the processor time it took so far, in seconds. */
  double cpuSeconds() throws IOException {
    return process == null ? 0 : process.cpuSeconds();
  }

  /** Returns the resident bytes; those of the heap and of direct buffers after a collection. */
  Memory memory() throws IOException {
    if (process == null) {
      return new Memory(0, 0, 0);
    }
    if (!contender.javaProcess()) {
      return new Memory(process.residentBytes(), 0, 0);
    }
    long resident = process.residentBytes();
    String[] words = process.ask("memory").split(" ", -1);
    return new Memory(resident, Long.parseLong(words[0]), Long.parseLong(words[1]));
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
