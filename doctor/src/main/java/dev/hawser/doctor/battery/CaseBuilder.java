package dev.hawser.doctor.battery;

import dev.hawser.doctor.evidence.AddressTry;
import dev.hawser.doctor.evidence.Ask;
import dev.hawser.doctor.evidence.CaseFile;
import dev.hawser.doctor.evidence.CloseLook;
import dev.hawser.doctor.evidence.EchoLook;
import dev.hawser.doctor.evidence.Exchange;
import dev.hawser.doctor.evidence.IdleLook;
import dev.hawser.doctor.evidence.NameLookup;
import dev.hawser.doctor.evidence.Probe;
import dev.hawser.doctor.evidence.RungLook;
import dev.hawser.doctor.evidence.SessionLook;
import dev.hawser.doctor.evidence.SizeLook;
import dev.hawser.doctor.evidence.TlsLook;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collects what the probes of one hop see; thread-safe, since probes run side by side. */
final class CaseBuilder {
  private final Ask ask;
  private @Nullable NameLookup lookup;
  private List<AddressTry> tries = List.of();
  private boolean otherPortAnswers;
  private final Map<String, TlsLook> tls = new HashMap<>();
  private @Nullable TlsLook tlsOnClear;
  private final Map<Probe, Exchange> exchanges = new EnumMap<>(Probe.class);
  private final List<Exchange> repeats = new ArrayList<>();
  private @Nullable SessionLook session;
  private final List<SessionLook> others = new ArrayList<>();
  private final List<CloseLook> closes = new ArrayList<>();
  private final List<CloseLook> malformed = new ArrayList<>();
  private boolean endedBefore;
  private List<IdleLook> idles = List.of();
  private @Nullable Boolean back;
  private List<SizeLook> sizes = List.of();
  private @Nullable SizeLook compressed;
  private final List<EchoLook> echoes = new ArrayList<>();
  private List<RungLook> rungs = List.of();
  private final Set<String> unseen = new TreeSet<>();

  CaseBuilder(Ask ask) {
    this.ask = ask;
  }

  synchronized void lookup(NameLookup seen) {
    lookup = seen;
  }

  synchronized void tries(List<AddressTry> seen, boolean otherPort) {
    tries = seen;
    otherPortAnswers = otherPort;
  }

  synchronized void tls(String offered, TlsLook seen) {
    tls.put(offered, seen);
  }

  synchronized void tlsOnClear(TlsLook seen) {
    tlsOnClear = seen;
  }

  synchronized void exchange(Probe probe, Exchange seen) {
    exchanges.put(probe, seen);
  }

  synchronized void repeat(Exchange seen) {
    repeats.add(seen);
  }

  synchronized void session(SessionLook seen) {
    session = seen;
  }

  synchronized void other(SessionLook seen) {
    others.add(seen);
  }

  synchronized void close(@Nullable CloseLook seen) {
    if (seen == null) {
      unseen.add("close");
    } else {
      closes.add(seen);
    }
  }

  synchronized void malformed(@Nullable CloseLook seen) {
    if (seen == null) {
      unseen.add("malformed");
    } else {
      malformed.add(seen);
    }
  }

  synchronized void idles(List<IdleLook> seen, @Nullable Boolean reachable) {
    idles = seen;
    back = reachable;
  }

  synchronized void sizes(List<SizeLook> seen, @Nullable SizeLook compressedOne) {
    sizes = seen;
    compressed = compressedOne;
  }

  synchronized void echo(EchoLook seen) {
    echoes.add(seen);
  }

  synchronized void rungs(List<RungLook> seen) {
    rungs = seen;
  }

  /** Notes a step for which no time or no connection was left. */
  synchronized void unseen(String step) {
    unseen.add(step);
  }

  /** Notes that there was nobody left to say a Close to. */
  synchronized void endedBefore() {
    endedBefore = true;
  }

  /** Tells whether nothing speaks against a closing handshake that is finished. */
  synchronized boolean answersClose() {
    return endedBefore || closes.stream().allMatch(close -> close.echoed() != 0);
  }

  /** Tells whether another Origin, or none, was accepted. */
  synchronized boolean originMatters() {
    return upgraded(Probe.NO_ORIGIN)
        || upgraded(Probe.OWN_ORIGIN)
        || upgraded(Probe.FOREIGN_ORIGIN);
  }

  /** Tells whether a handshake like the first, which succeeded, was refused later. */
  synchronized boolean refusedLater() {
    return repeats.stream().anyMatch(seen -> !seen.upgraded());
  }

  /** Returns how long to look for an end like the first session's, 0 where it did not end. */
  synchronized long lostAfter() {
    return session == null || !session.lost() ? 0 : Math.min(3 * session.millis() + 100, 1_000);
  }

  synchronized boolean upgraded(Probe probe) {
    Exchange seen = exchanges.get(probe);
    return seen != null && seen.upgraded();
  }

  synchronized CaseFile build() {
    return new CaseFile(
        ask,
        lookup,
        tries,
        otherPortAnswers,
        tls,
        tlsOnClear,
        exchanges,
        repeats,
        session,
        others,
        closes,
        malformed,
        idles,
        back,
        sizes,
        compressed,
        echoes,
        rungs,
        List.copyOf(unseen));
  }
}
