package dev.hawser;

import dev.hawser.frame.Compression;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.time.Timers;
import dev.hawser.transport.Deadlines;
import dev.hawser.transport.Limits;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * What clients and servers choose alike: what their sessions run on, how they behave, who receives
 * from them and who watches.
 *
 * <p>Immutable values: each method returns a new builder.
 *
 * @param <B> the builder itself
 */
public abstract sealed class SessionBuilder<B extends SessionBuilder<B>>
    permits ClientBuilder, ServerBuilder {
  SessionBuilder() {}

  /** Returns a copy with one change made to it. */
  abstract B shared(Consumer<SessionSettings> change);

  /**
   * Names it, for logs, events and metrics, and a client's threads while they run its callbacks;
   * default an empty name.
   *
   * <p>The log is {@code dev.hawser} of {@link System.Logger}, where everything is {@code DEBUG}.
   */
  public B name(String name) {
    return shared(s -> s.name = Objects.requireNonNull(name, "name"));
  }

  /** Has that listener told what can be counted. */
  public B metrics(MetricsListener listener) {
    return shared(s -> s.metrics = Objects.requireNonNull(listener, "listener"));
  }

  /** Chooses among the transports that the class path offers, such as {@code netty}. */
  public B transport(String name) {
    return shared(s -> s.transportName = Objects.requireNonNull(name, "name"));
  }

  /** Chooses the heartbeat; default every 25 s, answered within 10 s. */
  public B heartbeat(Heartbeat heartbeat) {
    return shared(s -> s.options = s.options.with(Objects.requireNonNull(heartbeat, "heartbeat")));
  }

  /** Chooses the sizes a session and its handshake keep to; default 1 MiB a message. */
  public B limits(Limits limits) {
    return shared(s -> s.options = s.options.with(Objects.requireNonNull(limits, "limits")));
  }

  /**
   * Chooses how long to wait for others; default 10 s each for connecting, for a handshake and for
   * a request, 5 s for a close.
   */
  public B deadlines(Deadlines deadlines) {
    return shared(s -> s.options = s.options.with(Objects.requireNonNull(deadlines, "deadlines")));
  }

  /**
   * Chooses whether messages are compressed (permessage-deflate, RFC 7692); default they are not.
   *
   * <p>What was agreed with the peer stands in {@link Session#handshake}. Needs a transport with
   * {@link dev.hawser.transport.Capability#COMPRESSION}; any other is refused when it is to be
   * used.
   */
  public B compression(Compression compression) {
    return shared(
        s -> s.options = s.options.with(Objects.requireNonNull(compression, "compression")));
  }

  /** Takes a received close code of 1016-2999 as it is instead of as a broken rule. */
  public B lenientCodes(boolean lenient) {
    return shared(s -> s.options = s.options.lenientCodes(lenient));
  }

  /**
   * Is told each session that opened, before its first message, and a client before its
   * preparation.
   */
  public B onOpen(Consumer<Session> callback) {
    return shared(s -> s.onOpen = Objects.requireNonNull(callback, "callback"));
  }

  /**
   * Receives text messages; the next one comes when this returns. A binary message is ignored when
   * only this is set.
   */
  public B onText(BiConsumer<Session, String> callback) {
    return shared(s -> s.onText = Taking.by(Objects.requireNonNull(callback, "callback")));
  }

  /**
   * Receives text messages in the receiver's time, instead of by {@link #onText}: the next message,
   * of either kind, comes when the stage completes. One that fails ends the session with 1011, as a
   * callback that throws does, and goes to the uncaught exception handler of its thread; one that
   * never completes meets the stall limit of {@link #deadlines}.
   */
  public B onTextAsync(BiFunction<Session, String, CompletionStage<?>> callback) {
    return shared(s -> s.onText = Taking.inTime(Objects.requireNonNull(callback, "callback")));
  }

  /**
   * Receives binary messages, read-only and the callee's to keep; the next one comes when this
   * returns. A text message is ignored when only this is set.
   */
  public B onBinary(BiConsumer<Session, ByteBuffer> callback) {
    return shared(s -> s.onBinary = Taking.by(Objects.requireNonNull(callback, "callback")));
  }

  /** Receives binary messages in the receiver's time, as {@link #onTextAsync} does text. */
  public B onBinaryAsync(BiFunction<Session, ByteBuffer, CompletionStage<?>> callback) {
    return shared(s -> s.onBinary = Taking.inTime(Objects.requireNonNull(callback, "callback")));
  }

  /**
   * Is told how each session ended, after everything else of that session; after {@link
   * Connection#renew} perhaps when the next one is open already.
   */
  public B onEnd(BiConsumer<Session, Parting> callback) {
    return shared(s -> s.onEnd = Objects.requireNonNull(callback, "callback"));
  }

  /**
   * Calls every callback on that executor, where it may block, but not wait for what comes behind
   * it; still one at a time per session. What it rejects runs on the shared pool.
   */
  public B callbacksOn(Executor executor) {
    return shared(
        s -> s.options = s.options.callbacksOn(Objects.requireNonNull(executor, "executor")));
  }

  /**
   * Runs functions, listeners, decisions and the first steps of a dial there; default a cached pool
   * of daemon threads shared by all, which also takes what the executor rejects.
   */
  public B executor(Executor executor) {
    return shared(s -> s.executor = Objects.requireNonNull(executor, "executor"));
  }

  /**
   * Takes the time from there, such as a test's virtual time; default the process's clock. A given
   * transport has its own.
   */
  public B timers(Timers timers) {
    return shared(s -> s.timers = Objects.requireNonNull(timers, "timers"));
  }

  /**
   * Chooses whether a live connection or server keeps the JVM from exiting, by one thread for all
   * of them; default it does.
   */
  public B keepAlive(boolean keep) {
    return shared(s -> s.keepAlive = keep);
  }
}
