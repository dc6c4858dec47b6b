package dev.hawser.transport;

import dev.hawser.close.CloseReason;
import dev.hawser.close.Fault;
import dev.hawser.frame.Violation;
import java.nio.ByteBuffer;

/**
 * What a runtime that speaks the protocol itself takes in: parts become messages, and a broken rule
 * makes the link deaf. Of the link's thread.
 */
final class MessageInlet {
  private final LinkCore core;
  private final Parts parts;
  private boolean deaf;

  MessageInlet(LinkCore core) {
    this.core = core;
    this.parts = new Parts(core.options.limits().maxMessage());
  }

  /** Something came: a sign of life. */
  void alive() {
    core.log.in(core.now());
    core.watch.alive();
  }

  private boolean hears() {
    alive();
    return !deaf;
  }

  void text(String part, boolean last) {
    if (hears()) {
      String message = parts.text(part, last);
      if (message != null) {
        core.log.noteIn(true, parts.bytes());
        core.arrivals.text(message, parts.bytes());
      }
      judge();
    }
  }

  void binary(byte[] part, boolean last) {
    if (hears()) {
      ByteBuffer message = parts.binary(part, last);
      if (message != null) {
        core.log.noteIn(false, parts.bytes());
        core.arrivals.binary(message);
      }
      judge();
    }
  }

  private void judge() {
    Violation wrong = parts.violation();
    if (wrong != null) {
      deaf = true;
      core.life.violated(wrong);
    }
  }

  void ping(ByteBuffer payload) {
    if (hears()) {
      core.arrivals.ping(payload);
    }
  }

  void pong(ByteBuffer payload) {
    if (hears() && !core.watch.answered(payload, core.now())) {
      core.arrivals.pong(payload.asReadOnlyBuffer());
    }
  }

  void closed(CloseReason reason) {
    if (hears()) {
      if (Parts.legal(reason, core.options.lenientCodes())) {
        core.life.peerClosed(reason);
      } else {
        deaf = true;
        core.life.violated(
            Fault.PROTOCOL_VIOLATION, "Close frame with the illegal code " + reason.code().value());
      }
    }
  }

  void violated(Fault fault, String text) {
    if (hears()) {
      deaf = true;
      core.life.violated(fault, text);
    }
  }
}
