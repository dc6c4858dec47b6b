package dev.hawser.driver;

import dev.hawser.frame.Utf8;
import dev.hawser.transport.Completion;
import dev.hawser.transport.Link;
import dev.hawser.transport.WriteResult;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way, its own completion and the stage its sender holds: one object each.
 *
 * @param <O> what the sender is told
 */
public abstract class Send<O> extends CompletableFuture<O> implements Completion {
  private final Object payload;

  /**
   * Its {@link Parcel} where it has a place in the outbox, else the {@link SessionLink} that has
   * it: one field for both keeps a message that goes straight at 32 bytes.
   */
  private @Nullable Object place;

  /** The number of the message within its connection, 1 to 2^31 - 1 and round; 0 before. */
  int position;

  /** Takes a text message. */
  protected Send(String text) {
    payload = text;
  }

  /** Takes a binary message; the buffer's own position may move afterwards. */
  protected Send(ByteBuffer bytes) {
    payload = bytes.duplicate();
  }

  /** Returns what the sender is told of a written message. */
  protected abstract O written();

  /** Returns what the sender is told of a message whose fate is unknown. */
  protected abstract O unknown();

  /** Returns what the sender is told of a dropped message. */
  protected abstract O dropped(Drop why);

  /** Returns the key under which a newer message replaces it while it waits, null for none. */
  protected @Nullable Object key() {
    return null;
  }

  /** Returns its place in the outbox, null if it never had one. */
  @Nullable Parcel parcel() {
    return place instanceof Parcel parcel ? parcel : null;
  }

  /** Gives it a place in the outbox, for the rest of its life. */
  void place(Parcel parcel) {
    place = parcel;
  }

  /** Hands the message to a link. */
  void hand(Link link, SessionLink told) {
    if (place instanceof Parcel parcel) {
      parcel.link = told;
    } else {
      place = told;
    }
    if (payload instanceof String text) {
      link.sendText(text, this);
    } else {
      link.sendBinary((ByteBuffer) payload, this);
    }
  }

  /**
   * Returns the payload's bytes, text as UTF-8: the same from first to last.
   *
   * @throws IllegalArgumentException for a lone surrogate, naming its index, and for text that no
   *     array can hold
   */
  int bytes() {
    if (place instanceof Parcel parcel) {
      return parcel.bytes;
    }
    return payload instanceof String text ? Utf8.length(text) : ((ByteBuffer) payload).remaining();
  }

  @Override
  public final void done(WriteResult result) {
    SessionLink told = place instanceof Parcel parcel ? parcel.link : (SessionLink) place;
    if (told != null) {
      LinkCall.enter(true, told);
      try {
        told.done(this, result);
      } finally {
        LinkCall.exit(true);
      }
    }
  }

  /** Tells the sender what a link made of a message that is past the outbox. */
  final void complete(WriteResult result) {
    switch (result) {
      case WRITTEN -> completeWritten();
      case NOT_WRITTEN -> completeDropped(Drop.SESSION_ENDED);
      case LOST -> completeUnknown();
    }
  }

  final void completeWritten() {
    complete(written());
  }

  final void completeUnknown() {
    complete(unknown());
  }

  final void completeDropped(Drop why) {
    complete(dropped(why));
  }

  /** Returns a copy, so that nobody but the library settles the outcome. */
  @Override
  public CompletableFuture<O> toCompletableFuture() {
    return copy();
  }
}
