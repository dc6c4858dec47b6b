package dev.hawser.driver;

import dev.hawser.time.TimerNode;
import dev.hawser.time.Timers;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/**
 * A connection's one timer, shared by its four deadlines: the machine's, the outbox's, that of the
 * next confirmation and that of the request for an endpoint.
 *
 * <p>Used in the mailbox only, except by the outbox; fired on the timers' thread, which hands over
 * to the mailbox. An alarm that is earlier than needed stays: it rings, finds nothing due, and is
 * set anew.
 */
final class Alarm extends TimerNode implements Outbox.Clock {
  private static final long NEVER = Long.MAX_VALUE;

  private final Timers timers;
  private final Executor mailbox;
  private final Owner owner;
  private final long origin;
  private long machine = NEVER;
  private long expiry = NEVER;
  private long confirmation = NEVER;
  private long request = NEVER;
  private long armed = NEVER;
  private boolean over;

  /** Who is woken, in the mailbox. */
  interface Owner {
    /** The machine's deadline has come. */
    void machineDue();

    /** The outbox's deadline has come. */
    void expiryDue();

    /** A confirmation is to be asked for. */
    void confirmationDue();

    /** The request's deadline has come. */
    void requestDue();
  }

  Alarm(Timers timers, Executor mailbox, Owner owner) {
    this.timers = timers;
    this.mailbox = mailbox;
    this.owner = owner;
    origin = timers.nanos();
  }

  @Override
  protected void fire() {
    mailbox.execute(this::ring);
  }

  void machine(OptionalLong deadline) {
    machine = deadline.isPresent() ? deadline.getAsLong() - origin : NEVER;
    arm();
  }

  @Override
  public long nanos() {
    return timers.nanos();
  }

  @Override
  public void expireAt(long deadline) {
    mailbox.execute(
        () -> {
          expiry = deadline - origin;
          arm();
        });
  }

  @Override
  public void confirmAt(long deadline) {
    mailbox.execute(
        () -> {
          confirmation = deadline - origin;
          arm();
        });
  }

  void request(long deadline) {
    request = deadline - origin;
    arm();
  }

  void noRequest() {
    request = NEVER;
  }

  /** Rings no more. */
  void end() {
    over = true;
    timers.disarm(this);
  }

  private void arm() {
    long due = Math.min(Math.min(machine, request), Math.min(expiry, confirmation));
    if (due < armed && !over) {
      armed = due;
      timers.arm(this, origin + due);
    }
  }

  private void ring() {
    armed = NEVER;
    long now = timers.nanos() - origin;
    if (over) {
      return;
    }
    if (now >= expiry) {
      expiry = NEVER;
      owner.expiryDue();
    }
    if (now >= confirmation) {
      confirmation = NEVER;
      owner.confirmationDue();
    }
    if (now >= request) {
      request = NEVER;
      owner.requestDue();
    }
    if (now >= machine) {
      machine = NEVER;
      owner.machineDue();
    }
    arm();
  }
}
