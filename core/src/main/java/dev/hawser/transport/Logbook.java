package dev.hawser.transport;

import dev.hawser.close.Certificate;
import dev.hawser.close.CloseReason;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.MessageNote;
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

  private final Role role;
  private final String target;
  private Phase phase;

  private List<String> tried = List.of();
  private @Nullable String address;
  private @Nullable HttpAnswer answer;
  private String subprotocol = "";
  private List<String> extensions = List.of();
  private @Nullable Certificate certificate;
  private @Nullable EndNotes end;

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

  /** Stamps and descriptions of the last messages by turns; made with the first. */
  private long @Nullable [] notes;

  private int noted;

  Logbook(Role role, String target, Phase phase, long now) {
    this.role = role;
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
    return role;
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
    lastIn = now;
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

  LinkFacts facts(long now) {
    EndNotes ending = end();
    return new LinkFacts(
        role,
        phase,
        timeline(ending.began(now), now),
        ending.frames(midFrame),
        traffic(now),
        peer(),
        ending.exception());
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
