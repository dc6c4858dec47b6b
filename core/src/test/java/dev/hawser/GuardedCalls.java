package dev.hawser;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

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
