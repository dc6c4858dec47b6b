package dev.hawser.transport;

import dev.hawser.close.Certificate;
import dev.hawser.close.CloseReason;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.MessageNote;
import dev.hawser.close.OwnSide;
import dev.hawser.close.Peer;
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.close.Traffic;
import dev.hawser.close.TransportEnd;
import dev.hawser.http.HttpAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of one link, written down as it happens: fields and stamps, no decisions. Of the
 * link's thread.
 */
final class Logbook extends Phases {
  private static final int NOTES = 8;
  private static final long OUTBOUND = 1;
  private static final long TEXT = 2;

  /** From this gap on what comes together may have waited for this side. */
  private static final long GAP = Duration.ofSeconds(1).toNanos();

  /** What Pings are counted from that came without such a gap. */
  private static final byte TIMELY = Byte.MIN_VALUE;

  private final boolean client;
  private final String target;
  private Phase phase;

  private List<String> tried = List.of();
  private @Nullable String address;
  private @Nullable HttpAnswer answer;
  private String subprotocol = "";
  private List<String> extensions = List.of();
  private @Nullable Certificate certificate;
  private @Nullable EndNotes end;
  private @Nullable Setbacks setbacks;

  boolean midFrame;
  long bytesIn;
  long bytesOut;
  long messagesIn;
  long messagesOut;
  long lastIn;
  long lastOut;
  int pingsSent;
  int pongsReceived;
  private long longestSilence;
  long roundTrip = -1;

  /** The peer's Pings read at this moment, from {@link #TIMELY} or from zero on. */
  private byte pings = TIMELY;

  /** Stamps and descriptions of the last messages by turns; made with the first. */
  private long @Nullable [] notes;

  private int noted;

  Logbook(Role role, String target, Phase phase, long now) {
    this.client = role == Role.CLIENT;
    this.target = target;
    this.phase = phase;
    enter(phase, now);
    lastIn = now;
    lastOut = now;
  }

  String target() {
    return target;
  }

  Role role() {
    return client ? Role.CLIENT : Role.SERVER;
  }

  /** Returns the {@code address:port} that was reached, empty while none was. */
  String address() {
    return address == null ? "" : address;
  }

  /** A phase begins; one already entered is only gone back to. */
  void enter(Phase next, long now) {
    phase = next;
    if (next == Phase.CLOSING) {
      closing(now);
    } else {
      begin(next, now);
    }
  }

  /** The end begins, in the phase that is entered still: only the clock of the closing starts. */
  void closing(long now) {
    end().begin(now);
  }

  /** Bytes came in. */
  void in(long now) {
    silenceEnds(now);
    if (now != lastIn) {
      pings = now - lastIn < GAP ? TIMELY : 0;
      lastIn = now;
    }
  }

  /** A Ping of the peer is among the bytes that came in last. */
  void ping() {
    if (pings != Byte.MAX_VALUE && pings != -1) {
      pings++;
    }
    Setbacks before = setbacks;
    boolean late = pings > 0 || (before != null && before.readsAgain(lastIn));
    int together = pings > 0 ? pings : pings - TIMELY;
    if (late && together > 1) {
      setbacks().pings(together, lastIn);
    }
  }

  /** Reading goes on after a pause; in it no sign of life could come. */
  void readAgain(long now) {
    if (now - lastIn >= GAP) {
      setbacks().unread(now - lastIn, now);
    }
    lastIn = now;
  }

  /** The process stood still for that long until now. */
  void slept(Duration length, long now) {
    setbacks().slept(length.toNanos(), now);
  }

  private Setbacks setbacks() {
    Setbacks notes = setbacks;
    if (notes == null) {
      notes = new Setbacks();
      setbacks = notes;
    }
    return notes;
  }

  /** Bytes were taken by the system. */
  void out(long now) {
    silenceEnds(now);
    lastOut = now;
  }

  private void silenceEnds(long now) {
    long silent = Math.min(now - lastIn, now - lastOut);
    if (silent > longestSilence) {
      longestSilence = silent;
    }
  }

  void opened(long now) {
    enter(Phase.OPEN, now);
    longestSilence = 0;
    lastIn = now;
    lastOut = now;
  }

  void tried(String candidate) {
    List<String> more = new ArrayList<>(tried);
    more.add(candidate);
    tried = more;
  }

  void reached(String there) {
    address = there;
  }

  void secured(@Nullable Certificate shown) {
    certificate = shown;
  }

  void answered(HttpAnswer given) {
    answer = given;
  }

  void negotiated(String protocol, List<String> extended) {
    subprotocol = protocol;
    extensions = extended;
  }

  private EndNotes end() {
    EndNotes notes = end;
    if (notes == null) {
      notes = new EndNotes();
      end = notes;
    }
    return notes;
  }

  /** The first exception counts: those behind it follow from it. */
  void thrown(@Nullable Throwable cause) {
    end().thrown(cause);
  }

  void received(CloseReason reason) {
    end().received(reason);
  }

  void sent(CloseReason reason) {
    end().sent(reason);
  }

  /** The transport ended so; the first report counts. */
  void ended(TransportEnd how) {
    end().ended(how);
  }

  void alerted(int number) {
    end().alerted(number);
  }

  void noteIn(boolean text, long bytes) {
    messagesIn++;
    note(text ? TEXT : 0, bytes, lastIn);
  }

  void noteOut(boolean text, long bytes) {
    messagesOut++;
    note(text ? TEXT | OUTBOUND : OUTBOUND, bytes, lastOut);
  }

  private void note(long flags, long bytes, long when) {
    long[] room = notes;
    if (room == null) {
      room = new long[2 * NOTES];
      notes = room;
    }
    int at = noted % NOTES;
    room[2 * at] = when;
    room[2 * at + 1] = bytes << 2 | flags;
    noted = at + 1 == NOTES ? NOTES : noted + 1; // stays in NOTES..2*NOTES-1 once the ring is full
  }

  /** Returns what was seen until now, while so many bytes were not written. */
  LinkFacts facts(long now, long unwritten) {
    EndNotes ending = end();
    return new LinkFacts(
        role(),
        phase,
        timeline(ending.began(now), now),
        ending.frames(midFrame),
        traffic(now),
        peer(),
        ending.exception(),
        ownSide(now, unwritten));
  }

  private OwnSide ownSide(long now, long unwritten) {
    Setbacks notes = setbacks;
    return notes == null ? OwnSide.CALM.unwritten(unwritten) : notes.ownSide(now, unwritten);
  }

  private Traffic traffic(long now) {
    if (!wasOpen()) {
      return Traffic.NONE;
    }
    return new Traffic(
        bytesIn,
        bytesOut,
        messagesIn,
        messagesOut,
        Duration.ofNanos(now - lastIn),
        Duration.ofNanos(now - lastOut),
        pingsSent,
        pongsReceived,
        roundTrip < 0 ? null : Duration.ofNanos(roundTrip),
        lastMessages(now),
        Duration.ofNanos(longestSilence));
  }

  private List<MessageNote> lastMessages(long now) {
    long[] room = notes;
    if (room == null) {
      return List.of();
    }
    List<MessageNote> last = new ArrayList<>(NOTES);
    for (int i = Math.max(0, noted - NOTES); i < noted; i++) {
      long what = room[2 * (i % NOTES) + 1];
      Duration before = Duration.ofNanos(now - room[2 * (i % NOTES)]);
      last.add(new MessageNote((what & OUTBOUND) != 0, (what & TEXT) != 0, what >> 2, before));
    }
    return last;
  }

  private Peer peer() {
    return new Peer(target, tried, address, answer, subprotocol, extensions, certificate);
  }
}
