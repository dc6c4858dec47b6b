package dev.hawser;

import dev.hawser.driver.SessionLink;
import java.nio.ByteBuffer;

/** Gives a session's messages to whoever iterates over them. */
final class ReaderIntake implements Intake {
  private final Inbox<Message> inbox;

  /**
   * Makes an empty one.
   *
   * @param link where they come from
   */
  ReaderIntake(SessionLink link) {
    inbox = new Inbox<>("the session's iterator", link::needs, link::consumed);
  }

  /** Returns the iterator that takes what comes. */
  Inbox<Message> inbox() {
    return inbox;
  }

  @Override
  public void text(String message) {
    inbox.put(new Message.Text(message));
  }

  @Override
  public void binary(ByteBuffer message) {
    inbox.put(new Message.Binary(message));
  }

  @Override
  public void end() {
    inbox.end();
  }
}
