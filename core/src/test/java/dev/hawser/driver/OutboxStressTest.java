package dev.hawser.driver;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.hawser.frame.Opcode;
import dev.hawser.http.Headers;
import dev.hawser.transport.Completion;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.Link;
import dev.hawser.transport.WriteResult;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real threads send while links come and go; the test's own thread is every link's thread. */
class OutboxStressTest {
  private static final int SENDERS = 4;
  private static final int EACH = 3_000;
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

  private final Map<Integer, Integer> newest = new HashMap<>();
  private final ConcurrentLinkedQueue<Completion> late = new ConcurrentLinkedQueue<>();
  private final Random dice = new Random(7);
  private Outbox outbox = outbox(false);
  private int links;
  private int outOfOrder;
  private int most;

  private static Outbox outbox(boolean replay) {
    OutboxRules rules =
        new OutboxRules(SENDERS * EACH, 1L << 30, Long.MAX_VALUE / 2, Overflow.REFUSE, replay, 1);
    return new Outbox(
        rules,
        new Outbox.Clock() {
          @Override
          public long nanos() {
            return 0;
          }

          @Override
          public void expireAt(long nanos) {}

          @Override
          public void confirmAt(long nanos) {}
        });
  }

  /** A message that counts what it is told. */
  private static final class Note extends Send<String> {
    final int sender;
    final int number;
    final AtomicInteger told = new AtomicInteger();

    Note(int sender, int number) {
      super(sender + ":" + number + ":" + "\u00e9".repeat(number % 700));
      this.sender = sender;
      this.number = number;
    }

    private String say(String what) {
      told.incrementAndGet();
      return what;
    }

    @Override
    protected String written() {
      return say("written");
    }

    @Override
    protected String unknown() {
      return say("unknown");
    }

    @Override
    protected String dropped(Drop why) {
      return say("dropped " + why);
    }
  }

  private record Handed(String text, Completion completion) {}

  /** A link whose peer takes what the test lets it take. */
  private final class Line implements Link {
    final ConcurrentLinkedQueue<Handed> handed = new ConcurrentLinkedQueue<>();
    private boolean ended;
    private int written;

    /** Happens while the next message is being handed over. */
    Runnable meanwhile = () -> {};

    @Override
    public void sendText(String message, Completion completion) {
      meanwhile.run();
      synchronized (this) {
        if (!ended) {
          handed.add(new Handed(message, completion));
          return;
        }
      }
      late.add(completion);
    }

    boolean write() {
      Handed next = handed.poll();
      if (next != null) {
        arrived(next.text());
        written++;
        next.completion().done(WriteResult.WRITTEN);
      }
      return next != null;
    }

    /** The line is cut while some messages are half written. */
    void cut(int half) {
      List<Handed> rest;
      synchronized (this) {
        ended = true;
        rest = new ArrayList<>(handed);
      }
      for (int i = 0; i < rest.size(); i++) {
        rest.get(i).completion().done(i < half ? WriteResult.LOST : WriteResult.NOT_WRITTEN);
      }
    }

    int bytes() {
      return handed.stream()
          .mapToInt(h -> h.text().getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
          .sum();
    }

    @Override
    public void sendBinary(ByteBuffer message, Completion completion) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void sendFrame(Opcode opcode, boolean fin, ByteBuffer payload, Completion completion) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void request(long messages) {}

    @Override
    public void ping(ByteBuffer payload) {}

    @Override
    public void probe() {}

    @Override
    public long pendingBytes() {
      return 0;
    }

    @Override
    public void close(CloseReason reason) {}

    @Override
    public void fail(Fault fault, String text) {}

    @Override
    public void abort() {}
  }

  private void arrived(String text) {
    String[] parts = text.split(":", 3);
    int sender = Integer.parseInt(parts[0]);
    int number = Integer.parseInt(parts[1]);
    Integer before = newest.put(sender, number);
    if (before != null && before >= number) {
      outOfOrder++;
    }
  }

  private SessionLink open(Line line) {
    LinkHost host =
        new LinkHost() {
          @Override
          public void opened(SessionLink link) {}

          @Override
          public void ended(SessionLink link, Ending ending, long inDoubt) {}
        };
    SessionLink link = new SessionLink(host, ++links, new SessionLinkRules(1 << 20, true), outbox);
    link.listener().onOpen(line, new HandshakeInfo("", List.of(), Headers.empty(), "192.0.2.1:1"));
    outbox.attach(link);
    return link;
  }

  private void end(SessionLink link, Line line) {
    link.listener().onEnd(new Ending.Dropped(facts(line)));
  }

  private static LinkFacts facts(Line line) {
    Duration none = Duration.ZERO;
    Traffic traffic = new Traffic(0, 0, 0, line.written, none, none, 0, 0, null, List.of());
    return LinkFacts.bare(Role.CLIENT, Phase.OPEN)
        .with(new CloseFrames(null, null, false, TransportEnd.RST, -1, false))
        .with(traffic);
  }

  private void settleLate() {
    for (Completion one = late.poll(); one != null; one = late.poll()) {
      one.done(WriteResult.NOT_WRITTEN);
    }
  }

  /** Waits now and then, so that messages go straight as often as they queue. */
  private void send(Note note) {
    outbox.offer(note);
    if (note.number % 16 == 0) {
      note.orTimeout(20, TimeUnit.SECONDS).join();
    }
  }

  private List<Note> run() throws InterruptedException {
    List<Note> notes = new ArrayList<>();
    List<Thread> senders = new ArrayList<>();
    for (int sender = 0; sender < SENDERS; sender++) {
      List<Note> mine = new ArrayList<>();
      for (int number = 0; number < EACH; number++) {
        mine.add(new Note(sender, number));
      }
      notes.addAll(mine);
      senders.add(new Thread(() -> mine.forEach(this::send)));
    }
    senders.forEach(Thread::start);
    long until = System.nanoTime() + PATIENCE;
    Runnable teardown = () -> {}; // of a link that the peer closed, behind the one after it
    while (notes.stream().anyMatch(note -> !note.isDone()) && System.nanoTime() - until < 0) {
      Line line = new Line();
      SessionLink link = open(line);
      settleLate();
      for (int turns = dice.nextInt(80); turns > 0; turns--) {
        most = Math.max(most, turns % 10 == 0 ? line.bytes() : 0);
        if (!line.write()) {
          LockSupport.parkNanos(1_000);
        }
      }
      if (dice.nextBoolean()) {
        link.listener().onConfirmed(line.written);
      }
      if (dice.nextInt(4) == 0) {
        outbox.detach(link); // as for a renewal
      }
      teardown.run();
      teardown = () -> {};
      if (dice.nextInt(3) == 0) {
        link.listener().onClosing(new Ending.Closed(Initiator.PEER, CloseReason.NONE, facts(line)));
        for (int more = dice.nextInt(3); more > 0; more--) {
          line.write();
        }
        teardown =
            () -> {
              line.cut(dice.nextInt(3));
              end(link, line);
            };
      } else {
        line.cut(dice.nextInt(3));
        end(link, line);
      }
    }
    teardown.run();
    for (Thread sender : senders) {
      sender.join(TimeUnit.NANOSECONDS.toMillis(PATIENCE));
    }
    return notes;
  }

  @Test
  @Timeout(60)
  void everyMessageHasOneOutcomeAndEachThreadsKeepTheirOrderWhateverHappensToTheLinks()
      throws Exception {
    List<Note> notes = run();
    assertThat(notes).allMatch(note -> note.told.get() == 1, "told once");
    assertThat(notes).extracting(Note::join).containsOnly("written", "unknown");
    assertThat(outOfOrder).isZero();
    assertThat(outbox.counts().waiting()).isZero();
    assertThat(outbox.counts().written() + outbox.counts().unknown()).isEqualTo(notes.size());
    assertThat(most).isLessThanOrEqualTo((int) Window.BYTES);
    assertThat(links).isGreaterThan(10);
  }

  @Test
  @Timeout(60)
  void withReplayEachIsWrittenInTheEndAndToldOnce() throws Exception {
    outbox = outbox(true);
    List<Note> notes = run();
    assertThat(notes).allMatch(note -> note.told.get() == 1, "told once");
    assertThat(notes).extracting(Note::join).containsOnly("written");
    assertThat(outbox.counts().waiting()).isZero();
  }

  @Test
  void aLinkTakesOverOnlyWhenTheOneBeforeHasGivenBackEvenWhatCameTooLate() {
    Line first = new Line();
    SessionLink before = open(first);
    Line second = new Line();
    first.meanwhile =
        () -> {
          first.cut(0);
          end(before, first);
          open(second);
        };
    Note one = new Note(1, 1);
    Note two = new Note(1, 2);
    outbox.offer(one);
    outbox.offer(two);
    assertThat(second.handed).isEmpty();
    settleLate();
    assertThat(second.write()).isTrue();
    assertThat(second.write()).isTrue();
    assertThat(one).isCompletedWithValue("written");
    assertThat(two).isCompletedWithValue("written");
    assertThat(outOfOrder).isZero();
  }
}
