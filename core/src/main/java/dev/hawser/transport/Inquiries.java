package dev.hawser.transport;

import dev.hawser.frame.Utf8;
import dev.hawser.heartbeat.Question;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a heartbeat and their replies. Of the link's thread.
 *
 * <p>A reply says not which message it answers, so it counts for the oldest one without: it then
 * never confirms what the peer has not read. Neither is a message of the application: they are not
 * counted, noted or delivered.
 */
final class Inquiries {
  /** The most messages without a reply that are remembered, for a peer that never replies. */
  private static final int REMEMBERED = 64;

  private final LinkCore core;
  private final Question question;
  private final ArrayDeque<Inquiry> open = new ArrayDeque<>(2);
  private boolean again;

  private final class Inquiry implements Completion {
    final long at;
    long messagesBefore;

    Inquiry(long at) {
      this.at = at;
    }

    @Override
    public void done(WriteResult result) {
      core.watch.beatWritten(result);
    }
  }

  Inquiries(LinkCore core, Question question) {
    this.core = core;
    this.question = question;
  }

  /**
   * Sends the message, unless one was sent so lately that its reply may come.
   *
   * @return whether it was sent
   */
  boolean ask(long now, Duration wait) {
    Inquiry last = open.peekLast();
    if (last != null && now - last.at < wait.toNanos()) {
      again = true;
      return false;
    }
    again = false;
    Inquiry inquiry = new Inquiry(now);
    if (open.size() < REMEMBERED) {
      open.add(inquiry);
    }
    core.outlet().send(command(inquiry));
    return true;
  }

  private Command command(Completion completion) {
    if (question instanceof Question.Text text) {
      return Command.text(text.message(), Utf8.length(text.message()), completion);
    }
    return Command.binary(((Question.Binary) question).message().slice(), completion);
  }

  /** Tells whether a message placed on the wire behind so many others is one of the heartbeat's. */
  boolean placed(@Nullable Completion completion, long messages) {
    if (completion instanceof Inquiry inquiry) {
      inquiry.messagesBefore = messages;
      core.log.pingsSent++;
      return true;
    }
    return false;
  }

  /** Tells whether the message, a text or a read-only buffer, is a reply, and acts on it. */
  boolean answered(Object message) {
    try {
      if (!matches(message)) {
        return false;
      }
    } catch (RuntimeException | Error thrown) {
      core.life.callbackFailed(thrown);
      return true;
    }
    Inquiry asked = open.poll();
    if (asked != null) {
      core.log.pongsReceived++;
      core.log.roundTrip = core.now() - asked.at;
      core.arrivals.confirmed(asked.messagesBefore);
      core.arrivals.roundTrip(Duration.ofNanos(core.log.roundTrip));
      if (again && open.isEmpty()) {
        again = false;
        core.life.probe();
      }
    }
    return true;
  }

  private boolean matches(Object message) {
    return question instanceof Question.Text text
        ? message instanceof String received && text.reply().test(received)
        : message instanceof ByteBuffer bytes
            && ((Question.Binary) question).reply().test(bytes.duplicate());
  }
}
