package dev.hawser.cli.demo;

import dev.hawser.Parting;
import dev.hawser.State;
import dev.hawser.StateChange;
import dev.hawser.Tally;
import dev.hawser.cli.Loss;
import dev.hawser.cli.Paint;
import dev.hawser.cli.Words;
import dev.hawser.close.Ending;
import dev.hawser.close.Initiator;
import dev.hawser.close.Unreachability;
import dev.hawser.reconnect.Verdict;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** Prints what happens in a demo, line by line as it happens. Thread-safe. */
public final class Timeline implements Demo.Audience {
  private static final int INDENT = 23;

  private final PrintStream out;
  private final Paint paint;
  private final Words words;
  private final Plan plan;
  private final long began = System.nanoTime();
  private int sessions;
  private int dials;

  /** The cause that was told last; the next loss of the same fault need not tell it again. */
  private String toldCause = "";

  /** Begins: times count from here. */
  public Timeline(PrintStream out, Paint paint, Words words, Plan plan) {
    this.out = out;
    this.paint = paint;
    this.words = words;
    this.plan = plan;
  }

  /** Prints the first line: what runs, with which options. */
  public void opening() {
    String first =
        words.say(
            "demo.first",
            plan.transport(),
            seconds(plan.heartbeat().interval().toMillis()),
            seconds(plan.heartbeat().pongWithin().toMillis()),
            bounds(plan.restartDelay().least(), plan.restartDelay().most()),
            bounds(plan.backoff().base(), plan.backoff().cap()),
            seconds(plan.backoff().stableAfter().toMillis()));
    String through = plan.gateway();
    String all = through == null ? first : first + words.say("demo.through", through);
    paint.wrap(all, 0).forEach(line -> out.println(paint.bold(line)));
    out.println();
  }

  @Override
  public synchronized void strikes(int index, Step step) {
    dials = 0;
    toldCause = "";
    out.println();
    String label = words.say("demo.label.fault", index + 1, plan.script().size());
    String key = "demo.fault." + step.name();
    line(paint::bold, label, paint.bold(words.knows(key) ? words.say(key) : step.name()));
  }

  @Override
  public synchronized void changed(StateChange change) {
    Parting parting = change.parting();
    if (parting != null) {
      // It opened, and the end came before the connection could call it open.
      boolean early = change.from() == State.CONNECTING || change.from() == State.PREPARING;
      if (early && parting.ending().opened()) {
        sessions++;
        String text = words.say("demo.open.briefly", sessions);
        line(paint::good, words.say("demo.label.open"), text);
      }
      parted(change, parting);
    }
    if (change.verdict() instanceof Verdict.Retry retry && change.to() == State.WAITING) {
      waits(change.attempt(), retry.delay().toMillis());
    } else if (change.to() == State.CONNECTING) {
      dials++;
      line(paint::dim, words.say("demo.label.dial"), words.say("demo.dial", dials));
    } else if (change.to() == State.OPEN && change.from() != State.OPEN) {
      sessions++;
      line(paint::good, words.say("demo.label.open"), words.say("demo.open", sessions));
    }
  }

  @Override
  public synchronized void told(Step step, Aside aside) {
    Object[] figures = aside.figures().values().toArray();
    List<String> lines = paint.wrap(words.say("demo.others." + step.name(), figures), INDENT);
    UnaryOperator<String> style = aside.good() ? paint::good : paint::bad;
    line(style, words.say("demo.label.others"), lines.get(0));
    lines.stream().skip(1).forEach(more -> out.println(" ".repeat(INDENT) + more));
  }

  private void parted(StateChange change, Parting parting) {
    Loss loss = Loss.of(parting, words.locale());
    if (parting.ending().by() == Initiator.USER) {
      line(paint::dim, words.say("demo.label.renew"), loss.code().toString());
      return;
    }
    boolean over = change.to() == State.TERMINATED;
    String doubt = parting.inDoubt() == 0 ? "" : words.say("demo.in-doubt", parting.inDoubt());
    line(
        over ? paint::good : paint::bad,
        words.say("demo.label." + (over ? "over" : outcome(parting.ending()))),
        loss.title() + " · " + loss.cause() + doubt);
    said(loss.words().happened(), UnaryOperator.identity());
    if (!loss.cause().equals(toldCause)) {
      said(loss.words().cause(), UnaryOperator.identity());
      said(loss.words().remedy(), paint::dim);
      toldCause = loss.cause();
    }
  }

  /** What was open was lost; what never opened was refused, or came to nothing otherwise. */
  private static String outcome(Ending ending) {
    if (ending.opened()) {
      return "lost";
    }
    boolean refused =
        ending instanceof Ending.Refused
            || (ending instanceof Ending.Unreachable unreachable
                && unreachable.kind() == Unreachability.CONNECTION_REFUSED);
    return refused ? "refused" : "failed";
  }

  private void said(String text, UnaryOperator<String> style) {
    for (String line : paint.wrap(text, INDENT)) {
      out.println(" ".repeat(INDENT) + style.apply(line));
    }
  }

  private void waits(int retry, long millis) {
    long window = plan.window(retry).toMillis();
    String text =
        millis <= window
            ? words.say("demo.wait.window", words.time(millis), words.time(window))
            : words.time(millis);
    line(paint::wait, words.say("demo.label.wait"), text);
  }

  private void line(UnaryOperator<String> style, String label, String text) {
    String time = words.clock((System.nanoTime() - began) / 1_000_000);
    out.println(
        paint.dim(String.format("%9s", time))
            + "  "
            + style.apply(String.format("%-10s", label))
            + "  "
            + text);
  }

  /** Prints the table and the sums. */
  public synchronized void closing(DemoResult result) {
    out.println();
    row(
        paint::bold,
        List.of(
            words.say("demo.table.fault"),
            words.say("demo.table.seen"),
            words.say("demo.table.noticed"),
            words.say("demo.table.back"),
            words.say("demo.table.attempts")));
    for (FaultReport fault : result.faults()) {
      Loss loss = fault.seen();
      row(
          fault.survived() ? UnaryOperator.identity() : paint::bad,
          List.of(
              fault.name(),
              loss == null ? words.say("demo.table.nothing") : loss.number() + " · " + loss.cause(),
              time(fault.noticedMs()),
              time(fault.backMs()),
              Integer.toString(fault.attempts())));
    }
    out.println();
    out.println(words.say("demo.sums.numbers", result.sent(), result.delivered()));
    Tally tally = result.outcomes();
    out.println(
        words.say(
            "demo.sums.outcomes",
            tally.written(),
            tally.dropped(),
            tally.unknown(),
            tally.inDoubt(),
            tally.resent()));
    verdict(result);
  }

  private void verdict(DemoResult result) {
    int faults = plan.script().size();
    boolean survived = result.survivedAll(faults);
    if (survived && result.allAccountedFor() && result.endedWell()) {
      out.println(paint.good(words.say("demo.verdict.good", faults)));
      return;
    }
    if (!survived) {
      out.println(paint.bad(words.say("demo.verdict.not-survived")));
    }
    if (!result.allAccountedFor()) {
      out.println(paint.bad(words.say("demo.verdict.not-accounted")));
    }
    if (!result.endedWell()) {
      out.println(paint.bad(words.say("demo.verdict.not-ended")));
    }
  }

  private void row(UnaryOperator<String> style, List<String> cells) {
    int nameWidth =
        Math.max(12, plan.script().stream().mapToInt(step -> step.name().length()).max().orElse(0));
    int seenWidth = Math.min(Math.max(paint.columns() - 30 - nameWidth, 30), 56);
    String seen = cells.get(1);
    String line =
        String.format(
            "%-" + nameWidth + "s %-" + seenWidth + "s %8s %8s %8s",
            cells.get(0),
            seen.length() > seenWidth ? seen.substring(0, seenWidth - 1) + "…" : seen,
            cells.get(2),
            cells.get(3),
            cells.get(4));
    out.println(style.apply(line.stripTrailing()));
  }

  private String time(long millis) {
    return millis < 0 ? words.say("demo.table.never") : words.time(millis);
  }

  private String bounds(Duration least, Duration most) {
    String low = seconds(least.toMillis());
    return low.substring(0, low.indexOf('\u00a0')) + "-" + seconds(most.toMillis());
  }

  private String seconds(long millis) {
    return words.seconds(millis);
  }
}
