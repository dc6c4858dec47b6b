package dev.hawser.cli;

import dev.hawser.Outcome;
import dev.hawser.Parting;
import dev.hawser.Session;
import dev.hawser.State;
import dev.hawser.StateChange;
import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import dev.hawser.close.Initiator;
import dev.hawser.reconnect.Verdict;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** What {@code hawser connect} says on stderr: opened, lost and why, waiting, over. Thread-safe. */
final class LossReport {
  private final PrintStream err;
  private final Paint paint;
  private final Words words;
  private final CountDownLatch openedOnce = new CountDownLatch(1);

  /** The cause that was told last; it is not told again while it repeats. */
  private String toldCause = "";

  LossReport(PrintStream err, Paint paint, Words words) {
    this.err = err;
    this.paint = paint;
    this.words = words;
  }

  /** Waits until a session was open for the first time, or the connection is over. */
  void awaitFirstSession() throws InterruptedException {
    openedOnce.await();
  }

  void opened(Session session) {
    String subprotocol = session.subprotocol();
    say(
        paint.good(
            subprotocol.isEmpty()
                ? words.say("connect.open", session.number())
                : words.say("connect.open.subprotocol", session.number(), subprotocol)));
  }

  void binary(int bytes) {
    say(paint.dim(words.say("connect.binary", bytes)));
  }

  void notSent(String line, Outcome outcome) {
    if (!outcome.written()) {
      say(paint.bad(words.say("connect.not-sent", line, why(outcome))));
    }
  }

  private String why(Outcome outcome) {
    return outcome instanceof Outcome.Dropped dropped
        ? words.say("connect.dropped." + dropped.why())
        : words.say("connect.unknown");
  }

  /** Says that the line of that number, counted from 1, is no text. */
  void notText(int number) {
    refusedLine(words.say("connect.not-text", String.valueOf(number)));
  }

  void refusedLine(String why) {
    say(paint.bad(words.say("connect.refused-line", why)));
  }

  void changed(StateChange change) {
    if (change.to() == State.OPEN || change.to() == State.TERMINATED) {
      openedOnce.countDown();
    }
    Parting parting = change.parting();
    if (parting == null || change.to() == State.TERMINATED) {
      return;
    }
    lost(parting);
    if (change.verdict() instanceof Verdict.Retry retry) {
      String delay = words.time(retry.delay().toMillis());
      say(paint.wait(words.say("connect.again", delay, change.attempt())));
    }
  }

  void ended(Parting parting, Verdict.@Nullable GiveUp why) {
    if (parting.ending().by() == Initiator.USER) {
      boolean closed = parting.ending() instanceof Ending.Closed;
      String text = closed ? "connect.closed" : "connect.stopped";
      say(paint.dim(words.say(text, parting.code())));
      return;
    }
    lost(parting);
    if (why != null) {
      say(paint.bad(words.say("connect.given-up", why.explain(words.locale()))));
    }
  }

  private void lost(Parting parting) {
    Loss loss = Loss.of(parting, words.locale());
    boolean well = loss.code().equals(CloseCode.NORMAL_CLOSURE);
    String head = head(loss, parting.ending().opened(), well);
    if (parting.inDoubt() > 0) {
      head += words.say("connect.in-doubt", parting.inDoubt());
    }
    synchronized (err) {
      err.println(well ? paint.good(head) : paint.bad(head));
      paint.wrap(loss.words().happened(), 2).forEach(line -> err.println("  " + line));
      if (loss.cause().equals(toldCause)) {
        return;
      }
      toldCause = loss.cause();
      paint.wrap(loss.words().cause(), 2).forEach(line -> err.println("  " + line));
      paint.wrap(loss.words().remedy(), 2).forEach(line -> err.println(paint.dim("  " + line)));
    }
  }

  /** What never opened was not lost, and has no close code. */
  private String head(Loss loss, boolean opened, boolean well) {
    if (opened) {
      return words.say(well ? "connect.done" : "connect.lost", loss.title(), loss.cause());
    }
    return loss.answered() == 0
        ? words.say("connect.unopened", loss.cause())
        : words.say("connect.unopened.answered", loss.number(), loss.cause());
  }

  private void say(String line) {
    synchronized (err) {
      err.println(line);
    }
  }
}
