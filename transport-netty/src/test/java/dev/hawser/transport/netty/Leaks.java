package dev.hawser.transport.netty;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Netty's leak detector as tests of this module run with it: paranoid, and told here. */
public final class Leaks<T> extends ResourceLeakDetector<T> {
  private static final List<String> SEEN = new CopyOnWriteArrayList<>();

  /** Made by Netty, which is told of this class by a system property. */
  public Leaks(Class<T> resource, int samplingInterval) {
    super(resource, samplingInterval);
  }

  /** Netty looks for this one too, and prints a stack trace where it is missing. */
  @SuppressWarnings("deprecation")
  public Leaks(Class<T> resource, int samplingInterval, long maxActive) {
    super(resource, samplingInterval, maxActive);
  }

  /** Returns what was leaked since the last call and is known by now. */
  static List<String> seen() {
    if (getLevel() != Level.PARANOID) {
      throw new AssertionError("leak detection is " + getLevel() + ", wanted PARANOID");
    }
    // A lost buffer is reported when the next is made after a collection.
    System.gc();
    for (int i = 0; i < 10; i++) {
      ByteBufAllocator.DEFAULT.directBuffer(16).release();
    }
    List<String> seen = List.copyOf(SEEN);
    SEEN.removeAll(seen);
    return seen;
  }

  @Override
  protected void reportTracedLeak(String type, String records) {
    SEEN.add(type + records);
  }

  @Override
  protected void reportUntracedLeak(String type) {
    SEEN.add(type);
  }
}
