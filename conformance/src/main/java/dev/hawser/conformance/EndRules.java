package dev.hawser.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Initiator;
import dev.hawser.transport.Capability;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How the peer ends a link by its Close. */
public interface EndRules extends Family {
  /** The peer's Close is answered with its code. */
  @Rule(
      id = "EN-1",
      cites = "RFC 6455 s.5.5.1, s.7.1.5",
      intent = "A Close of the peer is answered once with its code; code and text are reported.")
  default void answersThePeersClose() {
    bench()
        .bothRoles(
            pair -> {
              pair.peer().sendClose(1001, "moving on");
              pair.peer().readClose(1001);
              pair.peer().fin();
              pair.peer().readGone();
              Ending.Closed closed = pair.app().ending(Ending.Closed.class);
              assertEquals(CloseReason.of(CloseCode.GOING_AWAY, "moving on"), closed.reason());
              assertEquals(Initiator.PEER, closed.by());
              assertTrue(closed.clean(), "clean");
              assertFalse(closed.facts().frames().sentFirst(), "sent first");
            });
  }

  /** Every legal code is reported. */
  @Rule(
      id = "EN-2",
      cites = "RFC 6455 s.7.4; IANA WebSocket Close Code Number Registry",
      intent =
          "Every legal code, 1012-1014 and 3000-4999 included, is reported and answered as it is.",
      needs = Capability.EVERY_CLOSE_CODE)
  default void takesEveryLegalCode() {
    for (int code :
        new int[] {1000, 1002, 1003, 1007, 1008, 1009, 1011, 1012, 1013, 1014, 3000, 4999}) {
      bench().bothRoles(pair -> Closes.receives(pair, code));
    }
    if (bench().can(Capability.SERVER)) { // 1010 is for clients to send
      Closes.receives(bench().accepted(Bench.QUIET, bench().app()), 1010);
    }
  }

  /** An empty Close has no code. */
  @Rule(
      id = "EN-3",
      cites = "RFC 6455 s.7.1.5, s.5.5.1",
      intent = "An empty Close is answered by an empty one and reported as 1005 without a text.",
      needs = Capability.EMPTY_CLOSE)
  default void takesAnEmptyClose() {
    bench()
        .bothRoles(
            pair -> {
              pair.peer().sendRaw(0x88);
              boolean empty = bench().can(Capability.SENDS_EVERY_CODE);
              RawFrame answer = pair.peer().readClose(empty ? -1 : 1000);
              assertEquals(empty ? 0 : 2, answer.payload().length, "bytes of the answer");
              pair.peer().fin();
              assertEquals(CloseReason.NONE, pair.app().ending(Ending.Closed.class).reason());
            });
  }

  /** A Close of one byte has half a code. */
  @Rule(
      id = "EN-4",
      cites = "RFC 6455 s.5.5.1",
      intent = "A Close of one byte breaks a rule: 1002.",
      needs = Capability.EXACT_ERROR_CODE)
  default void refusesACloseOfOneByte() {
    Closes.broken(bench(), Bench.QUIET, 1002, peer -> peer.sendRaw(0x88, (byte) 3));
  }

  /** Some codes never stand in a Close. */
  @Rule(
      id = "EN-5",
      cites = "RFC 6455 s.7.4.1, s.7.4.2; starter 37",
      intent = "A Close of a reserved code or one outside 1000-4999 breaks a rule: 1002.",
      needs = Capability.EXACT_ERROR_CODE)
  default void refusesIllegalCodes() {
    for (int code : new int[] {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_535}) {
      Closes.broken(bench(), Bench.QUIET, 1002, peer -> peer.sendClose(code, ""));
    }
  }

  /** Codes to come can be let through. */
  @Rule(
      id = "EN-6",
      cites = "RFC 6455 s.7.4.2 (1000-2999); design s.2 (strict/lenient)",
      intent = "With lenientCodes a received 1016-2999 is taken as it is; 1015 and 5000 never are.",
      needs = {Capability.EVERY_CLOSE_CODE, Capability.EXACT_ERROR_CODE})
  default void takesUnassignedCodesWhenLenient() {
    for (int code : new int[] {1016, 2999}) {
      bench()
          .bothRoles(
              Bench.QUIET.lenientCodes(true), Long.MAX_VALUE, pair -> Closes.receives(pair, code));
    }
    for (int code : new int[] {1015, 5000}) {
      Closes.broken(
          bench(), Bench.QUIET.lenientCodes(true), 1002, peer -> peer.sendClose(code, ""));
    }
  }

  /** The text of a Close is UTF-8. */
  @Rule(
      id = "EN-7",
      cites = "RFC 6455 s.5.5.1, s.8.1",
      intent = "A Close whose text is not UTF-8 breaks a rule: 1007.",
      needs = Capability.EXACT_ERROR_CODE)
  default void refusesATextThatIsNoUtf8() {
    Closes.broken(
        bench(), Bench.QUIET, 1007, peer -> peer.sendRaw(0x88, (byte) 3, (byte) 0xE8, (byte) 0xFF));
  }

  /** What came before a Close is delivered before the end. */
  @Rule(
      id = "EN-8",
      cites = "starter 33",
      intent = "Messages in one piece with a Close are delivered, then the end.")
  default void deliversWhatCameBeforeTheClose() {
    bench()
        .bothRoles(
            pair -> {
              RawPeer peer = pair.peer();
              byte[] text = peer.frame(1, true, "last".getBytes(StandardCharsets.UTF_8));
              byte[] close = peer.frame(8, true, RawFrame.closePayload(1000, ""));
              peer.send(RawBytes.join(text, text, close));
              peer.fin();
              var unused = pair.app().ending(Ending.Closed.class);
              pair.behindTheEnd(bench());
              assertEquals(List.of("open", "text", "text", "end"), pair.app().history());
            });
  }

  /** Behind a Close nothing counts. */
  @Rule(
      id = "EN-9",
      cites = "RFC 6455 s.5.5.1",
      intent = "What a peer sends behind its Close is neither delivered nor answered.")
  default void hearsNothingBehindAClose() {
    bench()
        .bothRoles(
            pair -> {
              RawPeer peer = pair.peer();
              byte[] close = peer.frame(8, true, RawFrame.closePayload(4000, "first"));
              byte[] late = "late".getBytes(StandardCharsets.UTF_8);
              peer.send(
                  RawBytes.join(
                      close,
                      peer.frame(1, true, late),
                      peer.frame(9, true, late),
                      peer.frame(8, true, RawFrame.closePayload(4001, "second"))));
              peer.readClose(4000);
              peer.fin();
              peer.readGone();
              assertEquals("first", pair.app().ending(Ending.Closed.class).text());
              pair.behindTheEnd(bench());
              assertEquals(List.of("open", "end"), pair.app().history());
            });
  }

  /** A Close does not wait for credit. */
  @Rule(
      id = "EN-16",
      cites = "design s.4 (credit); starter 35",
      intent =
          "Without credit a Close is answered at once; what waited is delivered with credit, then the end.")
  default void answersACloseWithoutCredit() {
    bench()
        .bothRoles(
            Bench.QUIET,
            0,
            pair -> {
              pair.peer().sendText("waits");
              pair.peer().sendClose(1000, "");
              pair.peer().readClose(1000);
              assertEquals(List.of("open"), pair.app().history());
              pair.link().request(1);
              pair.peer().fin();
              var unused = pair.app().ending(Ending.Closed.class);
              assertEquals(List.of("open", "text", "end"), pair.app().history());
            });
  }

  /** The end does not wait for credit for ever. */
  @Rule(
      id = "EN-17",
      cites = "design s.4 (credit); starter 35",
      intent =
          "What still waits for credit a close timeout after the end is dropped; the end is told.")
  default void doesNotWaitForCreditForEver() {
    bench()
        .bothRoles(
            Bench.QUIET,
            0,
            pair -> {
              pair.peer().sendText("waits");
              pair.peer().sendClose(1000, "");
              pair.peer().readClose(1000);
              pair.peer().fin();
              pair.peer().readGone();
              bench().advanceUntil("the end is told", pair.app()::ended);
              var unused = pair.app().ending(Ending.Closed.class);
              assertEquals(List.of("open", "end"), pair.app().history());
            });
  }

  /** The peer's Close is told at once. */
  @Rule(
      id = "EN-18",
      cites = "design s.3; SPI LinkListener.onClosing",
      intent =
          "The peer's Close is told at once, behind its messages and before TCP ended; ours is not.")
  default void tellsOfThePeersCloseAtOnce() {
    bench()
        .bothRoles(
            pair -> {
              pair.peer().sendText("last");
              pair.peer().sendClose(1001, "moving on");
              pair.peer().readClose(1001);
              Ending.Closed soFar = (Ending.Closed) pair.app().closing();
              assertEquals(CloseReason.of(CloseCode.GOING_AWAY, "moving on"), soFar.reason());
              assertEquals(1, pair.app().waiting(), "messages before it");
              // Others end TCP with the second Close: there is no half of it to end.
              if (bench().can(Capability.ABORT) && bench().can(Capability.TRANSPORT_END)) {
                assertFalse(pair.app().ended(), "ended before TCP");
              }
              pair.peer().fin();
              assertEquals(soFar.reason(), pair.app().ending(Ending.Closed.class).reason());
              assertEquals(List.of("open", "text", "end"), pair.app().history());
            });
    bench()
        .bothRoles(
            pair -> {
              pair.link().close(CloseReason.of(CloseCode.NORMAL_CLOSURE));
              pair.peer().readClose(1000);
              pair.peer().sendClose(1000, "");
              pair.peer().fin();
              var unused = pair.app().ending();
              assertFalse(pair.app().closed(), "told of an answer to our Close");
            });
  }
}
