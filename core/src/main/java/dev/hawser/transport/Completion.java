package dev.hawser.transport;

/** Told once what became of something handed to a link. */
@FunctionalInterface
public interface Completion {
  /** Does nothing. */
  Completion IGNORED = result -> {};

  /** Called exactly once, on the link's thread, before the link's {@code onEnd} returns. */
  void done(WriteResult result);
}
