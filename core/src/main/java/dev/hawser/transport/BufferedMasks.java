package dev.hawser.transport;

import java.security.SecureRandom;

/** Numbers of a {@link SecureRandom}, drawn 256 at a time for each thread. */
final class BufferedMasks implements Masks {
  static final Masks SHARED = new BufferedMasks(new SecureRandom());

  static final int NUMBERS = 256;

  private final SecureRandom random;
  private final ThreadLocal<Store> store = ThreadLocal.withInitial(Store::new);

  private static final class Store {
    final byte[] drawn = new byte[NUMBERS * Integer.BYTES];
    int next = drawn.length;
  }

  BufferedMasks(SecureRandom random) {
    this.random = random;
  }

  @Override
  public int next() {
    Store mine = store.get();
    if (mine.next == mine.drawn.length) {
      random.nextBytes(mine.drawn);
      mine.next = 0;
    }
    int number = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      number = number << 8 | (mine.drawn[mine.next] & 0xFF);
      mine.next++;
    }
    return number;
  }
}
