package dev.hawser;

import java.nio.ByteBuffer;

/** Gives a session's messages to whoever iterates over them. */
final class ReaderIntake implements Intake {
  private final Inbox<Message> inbox;

  /**
   * Makes an empty one.
   *
   * @param consumed run when a message was taken
   */
  ReaderIntake(Runnable consumed) {
    inbox = new Inbox<>("the session's iterator", consumed);
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
