package dev.hawser.conformance;

import static dev.hawser.conformance.HandshakeFlaws.opting;
import static dev.hawser.conformance.HandshakeFlaws.tampered;
import static dev.hawser.conformance.MessageFlaws.wrapping;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseFrames;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.close.Traffic;
import dev.hawser.close.TransportEnd;
import dev.hawser.conformance.plain.Tampered;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Transports that end links wrongly, or tell their ends wrongly. */
final class EndFlaws {
  private EndFlaws() {}

  static List<BrokenTransport> all() {
    return List.of(
        BrokenTransport.of(
            "closes past what waits, with a code of its own",
            "CL-1 CL-2 CL-4 CL-5 CL-8 SN-10",
            () -> wrapping(FailsToClose::new)),
        BrokenTransport.of("knows no code past 1011", "CL-2 EN-2", () -> tampered(Rewrites::new)),
        BrokenTransport.of("takes any code to send", "CL-3", () -> wrapping(TakesAnyCode::new)),
        BrokenTransport.of("invents a code", "CL-4", () -> wrapping(InventsACode::new)),
        BrokenTransport.of("cuts the text of a Close", "CL-5", () -> wrapping(CutsText::new)),
        BrokenTransport.of("lets the last close win", "CL-8", () -> wrapping(LastWins::new)),
        BrokenTransport.of("ends twice", "CL-9 EN-8 EN-9 TH-2", () -> wrapping(EndsTwice::new)),
        BrokenTransport.of("delivers behind its Close", "CL-10", DeliversLate::new),
        BrokenTransport.of(
            "leaves the end of TCP to the client",
            "CL-12",
            () ->
                tampered(
                    () ->
                        new Tampered() {
                          @Override
                          public boolean ends() {
                            return false;
                          }
                        })),
        BrokenTransport.of("fails in silence", "CL-13", () -> wrapping(FailsSilently::new)),
        BrokenTransport.of(
            "swallows what a callback throws", "CL-14", () -> wrapping(Swallows::new)),
        BrokenTransport.of(
            "does not answer a Close",
            "EN-1 EN-2 EN-3 EN-9 EN-10 EN-16 EN-17 AB-6 CL-5 CL-11",
            () -> tampered(AnswersNoClose::new)),
        BrokenTransport.of("answers an empty Close with 1000", "EN-3", () -> tampered(Fills::new)),
        BrokenTransport.of(
            "is always strict", "EN-6", () -> opting(options -> options.lenientCodes(false))),
        BrokenTransport.of(
            "tells the end before the messages", "EN-8", () -> wrapping(EndsEarly::new)),
        BrokenTransport.of(
            "loses a Close to a reset",
            "EN-10",
            () ->
                ends(
                    how ->
                        how.facts().frames().transportEnd() == TransportEnd.RST
                            ? new Ending.Dropped(how.facts())
                            : how)),
        BrokenTransport.of(
            "calls a loss a normal closure",
            "EN-11 EN-12 EN-13 EN-14 FL-6",
            () ->
                ends(
                    how ->
                        how instanceof Ending.Dropped
                            ? new Ending.Closed(
                                Initiator.PEER,
                                CloseReason.of(CloseCode.NORMAL_CLOSURE),
                                how.facts())
                            : how)),
        BrokenTransport.of(
            "cannot tell how a line ended",
            "EN-13 EN-14 DI-11 DI-12",
            () ->
                ends(
                    how ->
                        with(how, how.facts().with(CloseFrames.none(TransportEnd.UNSEEN, false))))),
        BrokenTransport.of(
            "counts nothing",
            "EN-15",
            () -> ends(how -> with(how, how.facts().with(Traffic.NONE)))),
        BrokenTransport.of(
            "tells of the peer's Close with the end", "EN-18", () -> wrapping(TellsLate::new)),
        BrokenTransport.of(
            "aborts in good order", "AB-1 AB-2 AB-3", () -> wrapping(ClosesToAbort::new)),
        BrokenTransport.of(
            "cannot give up a dial", "AB-4 AB-5", () -> wrapping(DialsToTheEnd::new)),
        BrokenTransport.of("forgets a Close when aborted", "AB-6", () -> wrapping(Forgets::new)),
        BrokenTransport.of(
            "calls back on its caller", "TH-4 CL-1", () -> wrapping(EndsOnTheCaller::new)));
  }

  static Flaw ends(UnaryOperator<Ending> change) {
    return wrapping(app -> ending(app, change));
  }

  static Flaw.Wrapped ending(LinkListener app, UnaryOperator<Ending> change) {
    return new Flaw.Wrapped(app) {
      @Override
      public void onEnd(Ending how) {
        super.onEnd(change.apply(how));
      }
    };
  }

  private static Ending with(Ending how, LinkFacts facts) {
    if (how instanceof Ending.Closed closed) {
      return new Ending.Closed(closed.by(), closed.reason(), facts);
    }
    if (how instanceof Ending.Unreachable failed) {
      return new Ending.Unreachable(failed.kind(), failed.text(), facts);
    }
    return how instanceof Ending.Dropped ? new Ending.Dropped(facts) : how;
  }

  private static final class FailsToClose extends Flaw.Wrapped {
    FailsToClose(LinkListener app) {
      super(app);
    }

    @Override
    public void close(CloseReason reason) {
      link().fail(Fault.PREPARE_FAILED, reason.text());
    }
  }

  private static final class Rewrites extends Flaw.Frames {
    @Override
    Flaw.Frames copy() {
      return new Rewrites();
    }

    @Override
    byte[] sent(int first, byte[] payload) {
      boolean late =
          first == 0x88
              && payload.length >= 2
              && payload[0] == 3
              && (payload[1] & 0xFF) >= 0xF4
              && (payload[1] & 0xFF) <= 0xF6;
      return late ? frame(first, RawFrame.closePayload(1000, "")) : frame(first, payload);
    }
  }

  private static final class TakesAnyCode extends Flaw.Wrapped {
    TakesAnyCode(LinkListener app) {
      super(app);
    }

    @Override
    public void close(CloseReason reason) {
      try {
        super.close(reason);
      } catch (IllegalArgumentException notAllowed) {
        return; // As if it had been sent.
      }
    }
  }

  private static final class InventsACode extends Flaw.Wrapped {
    InventsACode(LinkListener app) {
      super(app);
    }

    @Override
    public void close(CloseReason reason) {
      super.close(
          reason.equals(CloseReason.NONE) ? CloseReason.of(CloseCode.NORMAL_CLOSURE) : reason);
    }
  }

  private static final class CutsText extends Flaw.Wrapped {
    CutsText(LinkListener app) {
      super(app);
    }

    @Override
    public void close(CloseReason reason) {
      String text = reason.text();
      super.close(CloseReason.of(reason.code(), text.substring(0, Math.min(40, text.length()))));
    }
  }

  private static final class LastWins extends Flaw.Wrapped {
    private boolean closed;

    LastWins(LinkListener app) {
      super(app);
    }

    @Override
    public void close(CloseReason reason) {
      if (closed) {
        link().abort();
      }
      closed = true;
      super.close(reason);
    }
  }

  private static final class TellsLate extends Flaw.Wrapped {
    TellsLate(LinkListener app) {
      super(app);
    }

    @Override
    public void onClosing(Ending soFar) {}

    @Override
    public void onEnd(Ending how) {
      super.onClosing(how);
      super.onEnd(how);
    }
  }

  private static final class EndsTwice extends Flaw.Wrapped {
    EndsTwice(LinkListener app) {
      super(app);
    }

    @Override
    public void onEnd(Ending how) {
      super.onEnd(how);
      super.onEnd(how);
    }
  }

  /** Hands on what comes although a Close went out. */
  private static final class DeliversLate extends Flaw {
    private volatile Wrapped closing;

    @Override
    Wrapped wrap(LinkListener app) {
      return new Wrapped(app) {
        @Override
        public void close(CloseReason reason) {
          closing = this;
          super.close(reason);
        }
      };
    }

    @Override
    Tampered tap() {
      return new Hearing();
    }

    private final class Hearing extends Frames {
      @Override
      Frames copy() {
        return new Hearing();
      }

      @Override
      void seen(int first, byte[] payload) {
        Wrapped late = closing;
        if (late != null && first == 0x81) {
          late.app.onText("late");
        }
      }
    }
  }

  private static final class FailsSilently extends Flaw.Wrapped {
    FailsSilently(LinkListener app) {
      super(app);
    }

    @Override
    public void fail(Fault fault, String text) {
      link().abort();
    }
  }

  private static final class Swallows extends Flaw.Wrapped {
    Swallows(LinkListener app) {
      super(app);
    }

    @Override
    public void onText(String message) {
      try {
        super.onText(message);
      } catch (Throwable thrown) {
        return; // As if nothing had happened.
      }
    }
  }

  private static final class AnswersNoClose extends Flaw.Frames {
    private boolean closed;

    @Override
    Flaw.Frames copy() {
      return new AnswersNoClose();
    }

    @Override
    void seen(int first, byte[] payload) {
      closed |= first == 0x88;
    }

    @Override
    byte[] sent(int first, byte[] payload) {
      return closed && first == 0x88 ? new byte[0] : frame(first, payload);
    }
  }

  private static final class Fills extends Flaw.Frames {
    @Override
    Flaw.Frames copy() {
      return new Fills();
    }

    @Override
    byte[] sent(int first, byte[] payload) {
      return first == 0x88 && payload.length == 0
          ? frame(first, RawFrame.closePayload(1000, ""))
          : frame(first, payload);
    }
  }

  private static final class EndsEarly extends Flaw.Wrapped {
    private final List<String> held = new ArrayList<>();

    EndsEarly(LinkListener app) {
      super(app);
    }

    @Override
    public void onText(String message) {
      if (message.equals("last")) {
        held.add(message);
      } else {
        super.onText(message);
      }
    }

    @Override
    public void onEnd(Ending how) {
      super.onEnd(how);
      held.forEach(super::onText);
    }
  }

  private static final class ClosesToAbort extends Flaw.Wrapped {
    ClosesToAbort(LinkListener app) {
      super(app);
    }

    @Override
    public void abort() {
      link().close(CloseReason.of(CloseCode.GOING_AWAY));
    }
  }

  private static final class DialsToTheEnd extends Flaw.Wrapped {
    private volatile boolean open;

    DialsToTheEnd(LinkListener app) {
      super(app);
    }

    @Override
    public void onOpen(Link link, HandshakeInfo info) {
      open = true;
      super.onOpen(link, info);
    }

    @Override
    public void close(CloseReason reason) {
      if (open) {
        super.close(reason);
      }
    }

    @Override
    public void abort() {
      if (open) {
        super.abort();
      }
    }
  }

  private static final class Forgets extends Flaw.Wrapped {
    private volatile boolean aborted;

    Forgets(LinkListener app) {
      super(app);
    }

    @Override
    public void abort() {
      aborted = true;
      super.abort();
    }

    @Override
    public void onEnd(Ending how) {
      super.onEnd(aborted ? new Ending.Aborted(Initiator.USER, true, how.facts()) : how);
    }
  }

  private static final class EndsOnTheCaller extends Flaw.Wrapped {
    private boolean ended;

    EndsOnTheCaller(LinkListener app) {
      super(app);
    }

    @Override
    public void close(CloseReason reason) {
      super.close(reason);
      onEnd(new Ending.Closed(Initiator.USER, reason, LinkFacts.bare(Role.CLIENT, Phase.CLOSING)));
    }

    @Override
    public synchronized void onEnd(Ending how) {
      if (!ended) {
        ended = true;
        super.onEnd(how);
      }
    }
  }
}
