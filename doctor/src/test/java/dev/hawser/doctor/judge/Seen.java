package dev.hawser.doctor.judge;

import dev.hawser.doctor.evidence.AddressTry;
import dev.hawser.doctor.evidence.Ask;
import dev.hawser.doctor.evidence.CaseFile;
import dev.hawser.doctor.evidence.CloseLook;
import dev.hawser.doctor.evidence.EchoLook;
import dev.hawser.doctor.evidence.Exchange;
import dev.hawser.doctor.evidence.FrameNote;
import dev.hawser.doctor.evidence.IdleLook;
import dev.hawser.doctor.evidence.NameLookup;
import dev.hawser.doctor.evidence.Probe;
import dev.hawser.doctor.evidence.Reach;
import dev.hawser.doctor.evidence.RungLook;
import dev.hawser.doctor.evidence.SessionLook;
import dev.hawser.doctor.evidence.SizeLook;
import dev.hawser.doctor.evidence.TlsLook;
import dev.hawser.doctor.evidence.WireEnd;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A case file put together by hand; a server in order until something else is said. */
public final class Seen {
  private Ask ask = new Ask(false, false, List.of(), "");
  private NameLookup lookup = new NameLookup(List.of("192.0.2.1"), "", 1);
  private List<AddressTry> tries = List.of(dial("192.0.2.1", Reach.CONNECTED));
  private boolean otherPort;
  private final Map<String, TlsLook> tls = new HashMap<>();
  private TlsLook tlsOnClear;
  private final Map<Probe, Exchange> exchanges = new EnumMap<>(Probe.class);
  private List<Exchange> repeats = List.of();
  private SessionLook session;
  private List<SessionLook> others = List.of();
  private List<CloseLook> closes = List.of();
  private List<CloseLook> malformed = List.of();
  private List<IdleLook> idles = List.of();
  private Boolean back;
  private List<SizeLook> sizes = List.of();
  private SizeLook compressed;
  private List<EchoLook> echoes = List.of();
  private List<RungLook> rungs = List.of();
  private List<String> unseen = List.of();

  public static AddressTry dial(String address, Reach reach) {
    return new AddressTry(address, address.contains(":"), reach, 3);
  }

  public static Exchange answer(int status, String body, String... headers) {
    return new Exchange(
        new HttpAnswer(
            status,
            Headers.of(headers),
            ByteBuffer.wrap(body.getBytes(StandardCharsets.ISO_8859_1))),
        "",
        "HTTP/1.1 " + status,
        WireEnd.OPEN,
        5,
        6);
  }

  public static Exchange upgraded(String... headers) {
    return answer(101, "", headers);
  }

  public static Exchange bytes(String first, WireEnd end) {
    return new Exchange(null, "", first, end, 5, 6);
  }

  public static SessionLook fine() {
    return new SessionLook(List.of(), 2, List.of(900L, 1_100L), 0, WireEnd.OPEN, false, 300);
  }

  public static SessionLook ended(WireEnd end, FrameNote... frames) {
    return new SessionLook(List.of(frames), 0, List.of(), 0, end, false, 40);
  }

  public static FrameNote close(int code, String text, long at) {
    return new FrameNote(FrameNote.CLOSE, 0, false, 2 + text.length(), code, text, at);
  }

  public static IdleLook idle(IdleLook.Traffic traffic, long lasted, WireEnd end) {
    return new IdleLook(traffic, 0, lasted, end, 0, "");
  }

  public Seen ask(Ask asked) {
    ask = asked;
    return this;
  }

  public Seen lookupFails(String words) {
    lookup = new NameLookup(List.of(), words, 1);
    tries = List.of();
    return this;
  }

  /** What was asked, or its answer, is not kept. */
  public Seen without(Probe probe) {
    exchanges.remove(probe);
    return this;
  }

  /** The URL names an address. */
  public Seen noLookup() {
    lookup = null;
    return this;
  }

  public Seen tries(AddressTry... all) {
    tries = List.of(all);
    return this;
  }

  public Seen otherPort() {
    otherPort = true;
    return this;
  }

  public Seen tls(String offered, TlsLook look) {
    ask = new Ask(true, false, List.of(), "");
    tls.put(offered, look);
    return this;
  }

  public Seen tlsOnClear(TlsLook look) {
    tlsOnClear = look;
    return this;
  }

  public Seen at(Probe probe, Exchange exchange) {
    exchanges.put(probe, exchange);
    return this;
  }

  public Seen repeats(Exchange... all) {
    repeats = List.of(all);
    return this;
  }

  /** A handshake that went well, and this session. */
  public Seen open(SessionLook look, SessionLook... more) {
    exchanges.putIfAbsent(Probe.WS0, upgraded());
    session = look;
    others = List.of(more);
    return this;
  }

  public Seen closes(CloseLook... all) {
    closes = List.of(all);
    return this;
  }

  public Seen malformed(CloseLook... all) {
    malformed = List.of(all);
    return this;
  }

  public Seen idles(Boolean reachable, IdleLook... all) {
    idles = new ArrayList<>(List.of(all));
    back = reachable;
    return open(fine());
  }

  public Seen sizes(SizeLook... all) {
    sizes = List.of(all);
    return open(fine());
  }

  public Seen echoes(EchoLook... all) {
    echoes = List.of(all);
    return open(fine());
  }

  public Seen rungs(RungLook... all) {
    rungs = List.of(all);
    return this;
  }

  public Seen unseen(String... steps) {
    unseen = List.of(steps);
    return this;
  }

  public Seen compressed(SizeLook look) {
    compressed = look;
    return this;
  }

  public CaseFile file() {
    return new CaseFile(
        ask,
        lookup,
        tries,
        otherPort,
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
        unseen);
  }
}
