package dev.hawser.driver;

import dev.hawser.close.Fault;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What the application does with a session that opened, before its outbox is released. */
final class Preparation {
  private final ClientFace face;
  private final BiConsumer<SessionLink, @Nullable Throwable> over;

  /** Tells that function of each preparation's end, with its failure or null. */
  Preparation(ClientFace face, BiConsumer<SessionLink, @Nullable Throwable> over) {
    this.face = face;
    this.over = over;
  }

  /**
   * Runs the callbacks of a session that opened, then its preparation; call in turn.
   *
   * <p>What {@code onOpen} throws ends the link and is thrown on; what the preparation throws is
   * its failure.
   */
  void run(SessionLink link) {
    SessionFace session = link.face();
    if (session == null) {
      throw new IllegalStateException("link " + link.number() + " opened without a session");
    }
    link.shown = true;
    try {
      face.opened(session);
    } catch (RuntimeException | Error thrown) {
      link.fail(Fault.CALLBACK_FAILED, "onOpen threw " + thrown);
      throw thrown;
    }
    try {
      CompletionStage<?> prepared = face.prepare(session);
      face.start(session);
      prepared.whenComplete((done, failure) -> over.accept(link, failure));
    } catch (RuntimeException | Error thrown) {
      over.accept(link, thrown);
    }
  }
}
