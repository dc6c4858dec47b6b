package dev.hawser.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hawser.close.Fault;
import dev.hawser.close.Role;
import dev.hawser.close.Unreachability;
import dev.hawser.frame.Compression;
import dev.hawser.transport.Capability;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.LinkOptions;
import dev.hawser.transport.Listening;
import java.util.List;

/** How two ends agree on compression: what is offered, accepted, declined, and no answer at all. */
public interface CompressionTermsRules extends Family {
  /** A client offers what it was told to. */
  @Rule(
      id = "CP-1",
      cites = "RFC 7692 s.5, s.7.1",
      intent = "A client offers permessage-deflate as wished, and tells what was accepted.",
      needs = Capability.COMPRESSION)
  default void offersCompressionAsWished() {
    Compression wish = Compression.deflate().serverNoContextTakeover(true);
    RawServer server = bench().server();
    App app = bench().dial(DialRequest.of(server.uri("/")).with(Packed.options(wish)));
    RawPeer peer = bench().keep(server.accept());
    String head = peer.readHead();
    String offer = "permessage-deflate; server_no_context_takeover";
    assertEquals(offer, RawBytes.header(head, Packed.FIELD));
    String answer = offer + "; server_max_window_bits=10; client_no_context_takeover";
    peer.send(RawBytes.switching(head, Packed.FIELD + ": " + answer));
    assertEquals(List.of(answer), app.info().extensions());
  }

  /** A server repeats what it accepts. */
  @Rule(
      id = "CP-2",
      cites = "RFC 7692 s.5.1, s.7.1",
      intent = "A server accepts the first offer it can keep, and its answer says what was agreed.",
      needs = {Capability.SERVER, Capability.COMPRESSION})
  default void acceptsTheFirstOfferItCanKeep() {
    App app = bench().app();
    LinkOptions options = Packed.options(Compression.deflate());
    RawPeer peer = bench().connect(bench().listen(Bench.accepting(app, options)));
    peer.send(
        RawBytes.upgradeRequest(
            "/",
            Packed.FIELD + ": permessage-deflate; server_max_window_bits=10, x-other",
            Packed.FIELD + ": permessage-deflate; unheard-of",
            Packed.FIELD
                + ": permessage-deflate; client_no_context_takeover; client_max_window_bits",
            Packed.FIELD + ": permessage-deflate"));
    String answer = RawBytes.header(peer.readHead(), Packed.FIELD);
    assertEquals("permessage-deflate; client_no_context_takeover", answer);
    assertEquals(List.of(String.valueOf(answer)), app.info().extensions());
  }

  /** A server may decline. */
  @Rule(
      id = "CP-3",
      cites = "RFC 7692 s.5.1; RFC 6455 s.5.2",
      intent =
          "A server that cannot keep an offer declines it: no answer, plain messages, RSV1 is 1002.",
      needs = {Capability.SERVER, Capability.COMPRESSION, Capability.EXACT_ERROR_CODE})
  default void declinesWhatItCannotKeep() {
    App app = bench().app();
    LinkOptions options = Packed.options(Compression.deflate());
    Listening listening = bench().listen(Bench.accepting(app, options));
    RawPeer peer = bench().connect(listening);
    peer.send(
        RawBytes.upgradeRequest(
            "/",
            Packed.FIELD + ": permessage-deflate; server_max_window_bits=9",
            Packed.FIELD + ": permessage-deflate; client_max_window_bits=16"));
    String head = peer.readHead();
    assertTrue(head.startsWith("HTTP/1.1 101 "), head);
    assertNull(RawBytes.header(head, Packed.FIELD), "an answer to what it cannot keep");
    assertEquals(List.of(), app.info().extensions());
    Pair pair = new Pair(Role.SERVER, app, peer);
    pair.marker();
    peer.sendRaw(0x81 | Packed.RSV1, (byte) 0);
    var unused = pair.fails(1002, Fault.PROTOCOL_VIOLATION);
  }

  /** An answer must answer the offer. */
  @Rule(
      id = "CP-4",
      cites = "RFC 7692 s.5.1, s.7.1; RFC 6455 s.4.1",
      intent =
          "An answer with what was not asked for, or with nonsense, ends the dial as BAD_ANSWER.",
      needs = Capability.COMPRESSION)
  default void refusesAnAnswerThatIsNone() {
    Compression wish = Compression.deflate().serverNoContextTakeover(true);
    String good = "permessage-deflate; server_no_context_takeover";
    for (String answer :
        List.of(
            "permessage-deflate",
            good + "; client_max_window_bits=10",
            good + "; server_max_window_bits=7",
            good + "; server_no_context_takeover",
            good + "; unheard-of",
            good + ", " + good,
            good + ", x-other")) {
      RawServer server = bench().server();
      App app = bench().dial(DialRequest.of(server.uri("/")).with(Packed.options(wish)));
      RawPeer peer = bench().keep(server.acceptUpgraded(Packed.FIELD + ": " + answer));
      var unused = Answers.unreachable(app, peer, Unreachability.BAD_ANSWER);
    }
  }
}
