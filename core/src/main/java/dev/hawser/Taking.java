package dev.hawser;

import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a builder's callback does with each message of one kind: at most one of the two.
 *
 * @param call takes the message; the next one comes when it returns
 * @param stage takes the message; the next one comes when its stage completes
 * @param <M> a text or binary message
 */
record Taking<M>(
    @Nullable BiConsumer<Session, M> call,
    @Nullable BiFunction<Session, M, CompletionStage<?>> stage) {
  static <M> Taking<M> nothing() {
    return new Taking<>(null, null);
  }

  static <M> Taking<M> by(BiConsumer<Session, M> call) {
    return new Taking<>(call, null);
  }

  static <M> Taking<M> inTime(BiFunction<Session, M, CompletionStage<?>> stage) {
    return new Taking<>(null, stage);
  }

  boolean takes() {
    return call != null || stage != null;
  }
}
