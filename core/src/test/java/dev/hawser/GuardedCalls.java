package dev.hawser;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.provider.Arguments;

/** Keeps whatever calls throw, to whoever made them and to nobody. */
abstract class GuardedCalls {
  final List<Throwable> thrown = new CopyOnWriteArrayList<>();
  private Thread.@Nullable UncaughtExceptionHandler before;

  /** Runs something at each message and at the end. */
  record Reader(Runnable run) implements Flow.Subscriber<Message> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(100);
    }

    @Override
    public void onNext(Message message) {
      run.run();
    }

    @Override
    public void onError(Throwable thrown) {
      throw new AssertionError(thrown);
    }

    @Override
    public void onComplete() {
      run.run();
    }
  }

  /** Every call, by its name, at each place. */
  static List<Arguments> each(Collection<?> places, Calls<?>... of) {
    List<Arguments> all = new ArrayList<>();
    for (Object place : places) {
      names(of).forEach(call -> all.add(Arguments.of(place, call)));
    }
    return all;
  }

  /** The same with a word behind it, each value of which is had. */
  static List<Arguments> each(Collection<?> places, List<Boolean> word, Calls<?>... of) {
    List<Arguments> all = new ArrayList<>();
    for (Object place : places) {
      for (boolean value : word) {
        names(of).forEach(call -> all.add(Arguments.of(place, call, value)));
      }
    }
    return all;
  }

  private static Stream<String> names(Calls<?>... of) {
    return Stream.of(of).flatMap(calls -> calls.names().stream());
  }

  @BeforeEach
  void catchTheUncaught() {
    before = Thread.currentThread().getUncaughtExceptionHandler();
    Thread.currentThread().setUncaughtExceptionHandler((thread, uncaught) -> thrown.add(uncaught));
  }

  @AfterEach
  void restore() {
    Thread.currentThread().setUncaughtExceptionHandler(before);
  }

  final void guarded(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | Error failure) {
      thrown.add(failure);
    }
  }
}
