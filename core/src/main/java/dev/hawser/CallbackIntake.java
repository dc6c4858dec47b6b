package dev.hawser;

import dev.hawser.close.Fault;
import dev.hawser.driver.SessionLink;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Gives a session's messages to its builder's callbacks.
 *
 * <p>Where one of them returns a stage, messages are asked for one at a time.
 */
final class CallbackIntake implements Intake {
  private final Session session;
  private final SessionLink link;
  private final Callbacks callbacks;

  CallbackIntake(Session session, SessionLink link, Callbacks callbacks) {
    this.session = session;
    this.link = link;
    this.callbacks = callbacks;
  }

  /** Asks for the first messages. */
  void start() {
    if (callbacks.inTime()) {
      link.request(1);
    } else {
      link.start();
    }
  }

  @Override
  public void text(String message) {
    take(callbacks.text(), message);
  }

  @Override
  public void binary(ByteBuffer message) {
    take(callbacks.binary(), message);
  }

  @Override
  public void end() {}

  private <M> void take(Taking<M> taking, M message) {
    BiFunction<Session, M, CompletionStage<?>> inTime = taking.stage();
    if (inTime != null) {
      Objects.requireNonNull(inTime.apply(session, message), "the callback returned no stage")
          .whenComplete((done, failure) -> taken(failure));
      return;
    }
    BiConsumer<Session, M> call = taking.call();
    if (call != null) {
      call.accept(session, message);
    }
    consumed();
  }

  private void taken(@Nullable Throwable failure) {
    if (failure == null) {
      consumed();
      return;
    }
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    // Its class only: the text goes to the peer.
    link.fail(
        Fault.CALLBACK_FAILED, "a callback's stage failed with " + cause.getClass().getName());
    Thread running = Thread.currentThread();
    running.getUncaughtExceptionHandler().uncaughtException(running, cause);
  }

  private void consumed() {
    if (callbacks.inTime()) {
      link.request(1);
    } else {
      link.consumed();
    }
  }
}
