package dev.hawser.doctor.evidence;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the probes saw of one URL at one hop.
 *
 * <p>Immutable. What was not looked at is absent: a rule concludes nothing from it.
 *
 * @param ask what the user asked with
 * @param lookup what the resolver said, null where no name was looked up
 * @param tries the TCP dials of each address
 * @param otherPortAnswers whether another port of the host answered while this one was silent
 * @param tls the TLS handshakes by the application protocol offered: {@code http/1.1}, {@code h2},
 *     {@code none}
 * @param tlsOnClear what a ClientHello brought on a ws port, null where none was sent
 * @param exchanges the answers to each request
 * @param repeats further answers to {@link Probe#WS0}, in order
 * @param session what the first WebSocket did, null when there was none
 * @param others what further WebSockets did that ended by themselves
 * @param closes the answers to each Close sent
 * @param malformed the answers to each malformed frame, {@code sent} being the code it calls for
 * @param idles the connections of the idle test
 * @param back whether the server could be reached right after the idle test lost all connections;
 *     null when that did not happen
 * @param sizes the messages of the size test, smallest first
 * @param compressed the size test's first message, compressed; null where none was sent
 * @param echoes the messages of the application: whole, then in fragments
 * @param rungs the connections of the ladder of silences that nobody ended
 * @param unseen the steps for which no time or no connection was left
 */
public record CaseFile(
    Ask ask,
    @Nullable NameLookup lookup,
    List<AddressTry> tries,
    boolean otherPortAnswers,
    Map<String, TlsLook> tls,
    @Nullable TlsLook tlsOnClear,
    Map<Probe, Exchange> exchanges,
    List<Exchange> repeats,
    @Nullable SessionLook session,
    List<SessionLook> others,
    List<CloseLook> closes,
    List<CloseLook> malformed,
    List<IdleLook> idles,
    @Nullable Boolean back,
    List<SizeLook> sizes,
    @Nullable SizeLook compressed,
    List<EchoLook> echoes,
    List<RungLook> rungs,
    List<String> unseen) {
  /** Copies the collections. */
  public CaseFile {
    tries = List.copyOf(tries);
    tls = Map.copyOf(tls);
    Map<Probe, Exchange> ordered = new EnumMap<>(Probe.class);
    ordered.putAll(exchanges);
    exchanges = Map.copyOf(ordered);
    repeats = List.copyOf(repeats);
    others = List.copyOf(others);
    closes = List.copyOf(closes);
    malformed = List.copyOf(malformed);
    idles = List.copyOf(idles);
    sizes = List.copyOf(sizes);
    echoes = List.copyOf(echoes);
    rungs = List.copyOf(rungs);
    unseen = List.copyOf(unseen);
  }

  /** Returns the answer to that request, null when it was not sent. */
  public @Nullable Exchange at(Probe probe) {
    return exchanges.get(probe);
  }

  /** Tells whether TCP led anywhere. */
  public boolean connected() {
    return tries.stream().anyMatch(t -> t.reach() == Reach.CONNECTED);
  }

  /** Tells whether the canonical handshake made a WebSocket. */
  public boolean upgraded() {
    Exchange ws0 = at(Probe.WS0);
    return ws0 != null && ws0.upgraded();
  }

  /** Returns the TLS handshake that offered {@code http/1.1}, null when there was none. */
  public @Nullable TlsLook mainTls() {
    return tls.get("http/1.1");
  }
}
