package dev.hawser.doctor.judge;

import static dev.hawser.diagnosis.Confidence.CONFIRMED;
import static dev.hawser.diagnosis.Confidence.LIKELY;
import static dev.hawser.diagnosis.Confidence.POSSIBLE;

import dev.hawser.diagnosis.Cause;
import dev.hawser.diagnosis.Hop;
import dev.hawser.doctor.evidence.CaseFile;
import dev.hawser.doctor.evidence.Exchange;
import dev.hawser.doctor.evidence.HopLook;
import dev.hawser.doctor.evidence.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The same battery at several hops: the innermost that fails while the next works is guilty.
 *
 * <p>Hops are in order from the outermost; the URL itself comes before them all.
 */
final class HopRules {
  /** What a gateway says when the fault is behind it. */
  private static final Set<Cause> BEHIND =
      Set.of(
          Cause.BACKEND_DOWN,
          Cause.BACKEND_SLOW,
          Cause.MUTE_PROXY,
          Cause.SERVER_ERROR,
          Cause.OVERLOAD,
          Cause.SCG_BACKEND_HANDSHAKE);

  private static final Set<Cause> UNREACHED =
      Set.of(Cause.NOT_LISTENING, Cause.NO_ROUTE, Cause.FIREWALL, Cause.DNS_NAME);

  private HopRules() {}

  /** Returns the findings of the URL itself, sharpened by those of the hops behind it. */
  static Findings of(Findings front, CaseFile file, List<HopLook> vias, List<Findings> behind) {
    if (vias.isEmpty()) {
      return front;
    }
    List<Finding> warnings = new ArrayList<>(front.warnings());
    Finding main = front.main();
    Finding phantom = phantom(main, file, vias);
    if (phantom != null) {
      return new Findings(phantom, warnings);
    }
    if (main == null) {
      for (int i = 0; i < vias.size(); i++) {
        Finding found = behind.get(i).main();
        if (found != null) {
          warnings.add(found.at(vias.get(i).name()));
        }
      }
      return new Findings(null, warnings);
    }
    int failed = 0;
    Finding there = null; // of the innermost that failed
    while (failed < vias.size() && behind.get(failed).main() != null) {
      there = behind.get(failed++).main();
    }
    boolean inside = failed < vias.size();
    HopLook next = vias.get(inside ? failed : failed - 1);
    // A hop that was not asked has neither failed nor worked.
    boolean works = inside && next.file().upgraded();
    if (there == null) {
      return new Findings(works ? atFront(main, next) : main, warnings);
    }
    String name = vias.get(failed - 1).name();
    Finding guilty = inner(main, there).at(name);
    if (works) {
      guilty = guilty.and(Phrase.of("proof.via-works", next.name()));
    } else if (!inside) {
      guilty = guilty.and(Phrase.of("proof.via-fails", name));
    }
    return new Findings(guilty, warnings);
  }

  /** The next hop works with the same bytes: what stands at the URL is guilty. */
  private static Finding atFront(Finding main, HopLook next) {
    Phrase control = Phrase.of("proof.via-works", next.name());
    Finding found = main.and(control).at(Hop.PROXY.name());
    if (main.cause() == Cause.UPGRADE_STRIPPED) {
      return found.sure(CONFIRMED);
    }
    return main.confidence() == POSSIBLE ? found.sure(LIKELY) : found;
  }

  /** What the gateway says of its backend, and what the backend itself shows. */
  private static Finding inner(Finding front, Finding there) {
    boolean told = BEHIND.contains(front.cause());
    if (told && UNREACHED.contains(there.cause())) {
      return new Finding(
              Cause.BACKEND_DOWN,
              there.confidence(),
              there.hop(),
              front.stage(),
              front.product(),
              front.proof())
          .and(there.proof().get(0));
    }
    if (front.hop().equals(GatewayWords.UPSTREAM) && there.confidence() != CONFIRMED) {
      return front.and(there.proof().get(0)); // the gateway has seen more of it than one look
    }
    if (told && there.cause() == Cause.BACKEND_SLOW) {
      return front.cause() == Cause.BACKEND_SLOW ? front.sure(CONFIRMED) : there;
    }
    return there;
  }

  /** An extension that the front accepts and the server behind it refuses (R19). */
  private static @Nullable Finding phantom(
      @Nullable Finding main, CaseFile file, List<HopLook> vias) {
    Exchange front = file.at(Probe.EXT);
    Exchange direct = vias.get(vias.size() - 1).file().at(Probe.EXT);
    if (front == null || direct == null || !front.upgraded() || !direct.upgraded()) {
      return null;
    }
    boolean invented =
        !front.header("Sec-WebSocket-Extensions").isEmpty()
            && direct.header("Sec-WebSocket-Extensions").isEmpty();
    if (!invented || (main != null && main.cause() != Cause.PHANTOM_COMPRESSION)) {
      return null;
    }
    Phrase compared = Phrase.of("proof.phantom", vias.get(vias.size() - 1).name());
    return main == null
        ? Finding.of(Cause.PHANTOM_COMPRESSION, LIKELY, Stage.OPEN, compared).at(Hop.PROXY.name())
        : main.sure(CONFIRMED).and(compared).at(Hop.PROXY.name());
  }
}
