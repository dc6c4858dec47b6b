package dev.hawser.machine;

import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Unreachability;
import dev.hawser.http.HttpAnswer;

/** How a link ends, before the facts are gathered: the form of its {@link Ending}. */
public sealed interface LinkFinish {
  /** Returns the ending with the facts. */
  Ending with(LinkFacts facts);

  /** Tells whether messages that came before the end are still delivered, given credit in time. */
  boolean keepsUndelivered();

  /** The closing handshake. */
  record ByClose(Initiator by, CloseReason reason) implements LinkFinish {
    @Override
    public Ending with(LinkFacts facts) {
      return new Ending.Closed(by, reason, facts);
    }

    @Override
    public boolean keepsUndelivered() {
      return by == Initiator.PEER;
    }
  }

  /** The library gave up. */
  record ByFault(Fault fault, String text) implements LinkFinish {
    @Override
    public Ending with(LinkFacts facts) {
      return new Ending.Failed(fault, text, facts);
    }

    @Override
    public boolean keepsUndelivered() {
      return switch (fault) {
        case PROTOCOL_VIOLATION, INVALID_PAYLOAD, MESSAGE_TOO_BIG, HEARTBEAT_TIMEOUT -> true;
        case CLOSE_TIMEOUT, CONSUMER_STALLED, CALLBACK_FAILED, PREPARE_FAILED, PREPARE_TIMEOUT ->
            false;
      };
    }
  }

  /** An open link's line went without a Close of the peer. */
  record ByLoss() implements LinkFinish {
    @Override
    public Ending with(LinkFacts facts) {
      return new Ending.Dropped(facts);
    }

    @Override
    public boolean keepsUndelivered() {
      return true;
    }
  }

  /** The upgrade was refused. */
  record ByRefusal(HttpAnswer answer) implements LinkFinish {
    @Override
    public Ending with(LinkFacts facts) {
      return new Ending.Refused(answer, facts);
    }

    @Override
    public boolean keepsUndelivered() {
      return false;
    }
  }

  /** No valid answer was had. */
  record Unanswered(Unreachability kind, String text) implements LinkFinish {
    @Override
    public Ending with(LinkFacts facts) {
      return new Ending.Unreachable(kind, text, facts);
    }

    @Override
    public boolean keepsUndelivered() {
      return false;
    }
  }

  /** This side ended it at once. */
  record ByAbort(Initiator by, boolean opened) implements LinkFinish {
    @Override
    public Ending with(LinkFacts facts) {
      return new Ending.Aborted(by, opened, facts);
    }

    @Override
    public boolean keepsUndelivered() {
      return false;
    }
  }
}
