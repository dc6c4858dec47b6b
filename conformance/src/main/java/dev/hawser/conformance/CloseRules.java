package dev.hawser.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.Role;
import dev.hawser.transport.Capability;
import java.util.List;

/** How this side closes a link. */
public interface CloseRules extends Family {
  /** A Close of ours goes out byte for byte. */
  @Rule(
      id = "CL-1",
      cites = "RFC 6455 s.7.1.2, s.7.1.3",
      intent = "close(code, text) puts exactly that on the wire and ends when it is answered.",
      needs = Capability.AWAITS_CLOSE_REPLY)
  default void sendsACloseAsItIs() {
    bench()
        .bothRoles(
            pair -> {
              pair.link().close(CloseReason.of(CloseCode.of(4321), "bye €"));
              assertEquals("bye €", pair.peer().readClose(4321).closeText());
              assertFalse(pair.app().ended(), "ended before the peer answered");
              pair.peer().sendClose(4321, "");
              pair.peer().fin();
              pair.peer().readGone();
              Ending.Closed closed = pair.app().ending(Ending.Closed.class);
              assertEquals(CloseReason.of(CloseCode.of(4321), "bye €"), closed.reason());
              assertEquals(Initiator.USER, closed.by());
              assertTrue(closed.clean(), "clean");
            });
  }

  /** Every code that may be sent is sent. */
  @Rule(
      id = "CL-2",
      cites = "RFC 6455 s.7.4.1, s.7.4.2; IANA WebSocket Close Code Number Registry",
      intent = "Each code a role may send goes out as it is, client and server alike.",
      needs = {Capability.SENDS_EVERY_CODE, Capability.AWAITS_CLOSE_REPLY})
  default void sendsEveryCodeItMay() {
    for (int code : new int[] {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1011, 3000, 4999}) {
      bench().bothRoles(pair -> Closes.sends(pair, code));
    }
    Closes.sends(bench().client(Bench.QUIET, bench().app()), 1010);
    if (bench().can(Capability.SERVER)) {
      for (int code : new int[] {1012, 1013, 1014}) {
        Closes.sends(bench().accepted(Bench.QUIET, bench().app()), code);
      }
    }
  }

  /** A code that may not be sent is refused. */
  @Rule(
      id = "CL-3",
      cites = "RFC 6455 s.7.4; starters 25, 26",
      intent = "A code a role may not send is an IllegalArgumentException without any effect.")
  default void refusesCodesItMayNotSend() {
    bench()
        .bothRoles(
            pair -> {
              for (int code : new int[] {999, 1004, 1006, 1015, 1016, 2999, 5000}) {
                Closes.refuses(pair.link(), code);
              }
              if (pair.role() == Role.CLIENT) {
                for (int code : new int[] {1012, 1013, 1014}) {
                  Closes.refuses(pair.link(), code);
                }
              } else {
                Closes.refuses(pair.link(), 1010);
              }
              pair.marker();
            });
  }

  /** A Close may be empty. */
  @Rule(
      id = "CL-4",
      cites = "RFC 6455 s.5.5.1, s.7.1.5",
      intent = "CloseReason.NONE goes out as an empty Close and is reported as 1005.",
      needs = {Capability.SENDS_EVERY_CODE, Capability.AWAITS_CLOSE_REPLY})
  default void sendsAnEmptyClose() {
    bench()
        .bothRoles(
            pair -> {
              pair.link().close(CloseReason.NONE);
              assertEquals(0, pair.peer().readClose(-1).payload().length, "bytes of the Close");
              pair.peer().sendRaw(0x88);
              pair.peer().fin();
              assertEquals(CloseReason.NONE, pair.app().ending(Ending.Closed.class).reason());
            });
  }

  /** The longest text fits. */
  @Rule(
      id = "CL-5",
      cites = "RFC 6455 s.5.5",
      intent = "A Close text of 123 bytes goes out and comes in whole.",
      needs = Capability.AWAITS_CLOSE_REPLY)
  default void carriesTheLongestText() {
    String longest = "€".repeat(41);
    bench()
        .bothRoles(
            pair -> {
              pair.link().close(CloseReason.of(CloseCode.of(4000), longest));
              assertEquals(longest, pair.peer().readClose(4000).closeText());
            });
    bench()
        .bothRoles(
            pair -> {
              pair.peer().sendClose(4001, longest);
              pair.peer().readClose(4001);
              pair.peer().fin();
              assertEquals(longest, pair.app().ending(Ending.Closed.class).text());
            });
  }

  /** The first close wins. */
  @Rule(
      id = "CL-8",
      cites = "RFC 6455 s.5.5.1; starter 27",
      intent = "The first close wins: a second puts nothing on the wire and changes nothing.",
      needs = Capability.AWAITS_CLOSE_REPLY)
  default void letsTheFirstCloseWin() {
    bench()
        .bothRoles(
            pair -> {
              pair.link().close(CloseReason.of(CloseCode.of(4001), "first"));
              pair.link().close(CloseReason.of(CloseCode.of(4002), "second"));
              pair.link().fail(Fault.PREPARE_FAILED, "third");
              assertEquals("first", pair.peer().readClose(4001).closeText());
              pair.peer().sendClose(4001, "");
              pair.peer().fin();
              pair.peer().readGone();
              assertEquals("first", pair.app().ending(Ending.Closed.class).text());
            });
  }

  /** Both may close at once. */
  @Rule(
      id = "CL-9",
      cites = "RFC 6455 s.7.1.3, s.7.1.5",
      intent = "Two Closes that cross end the link once, as closed by whoever wrote first here.",
      needs = Capability.AWAITS_CLOSE_REPLY)
  default void survivesClosesThatCross() {
    bench()
        .bothRoles(
            pair -> {
              pair.link().close(CloseReason.of(CloseCode.of(4001), "ours"));
              pair.peer().readClose(4001);
              pair.peer().sendClose(4002, "theirs");
              pair.peer().fin();
              pair.peer().readGone();
              Ending.Closed closed = pair.app().ending(Ending.Closed.class);
              assertEquals("ours", closed.text());
              assertEquals(
                  CloseReason.of(CloseCode.of(4002), "theirs"), closed.facts().frames().received());
              assertTrue(closed.facts().frames().sentFirst(), "sent first");
              pair.behindTheEnd(bench());
              assertEquals(1, pair.app().count("end"));
            });
  }

  /** After our Close nothing is delivered. */
  @Rule(
      id = "CL-10",
      cites = "starter 29; design s.4",
      intent = "After close(…) no message is delivered, though the peer goes on until its Close.",
      needs = Capability.AWAITS_CLOSE_REPLY)
  default void deliversNothingBehindItsClose() {
    bench()
        .bothRoles(
            pair -> {
              pair.link().close(CloseReason.of(CloseCode.NORMAL_CLOSURE));
              pair.peer().readClose(1000);
              pair.peer().sendText("late");
              pair.peer().sendClose(1000, "");
              pair.peer().fin();
              assertTrue(pair.app().ending(Ending.Closed.class).clean(), "clean");
              assertEquals(List.of("open", "end"), pair.app().history());
            });
  }

  /** A session that failed is told so. */
  @Rule(
      id = "CL-13",
      cites = "RFC 6455 s.7.4.1 (1011)",
      intent = "fail(fault, text) sends Close 1011 with the text and ends as Failed by that fault.")
  default void tellsThePeerOfAFault() {
    bench()
        .bothRoles(
            pair -> {
              pair.link().fail(Fault.PREPARE_FAILED, "no subscription");
              assertEquals("no subscription", pair.peer().readClose(1011).closeText());
              pair.peer().sendClose(1011, "");
              pair.peer().fin();
              Ending.Failed failed = pair.app().ending(Ending.Failed.class);
              assertEquals(Fault.PREPARE_FAILED, failed.fault());
              assertEquals("no subscription", failed.text());
            });
  }

  /** An application that throws is a fault. */
  @Rule(
      id = "CL-14",
      cites = "RFC 6455 s.7.4.1 (1011); starter 16",
      intent =
          "A callback that throws anything ends the link: Close 1011, CALLBACK_FAILED, the cause.")
  default void endsALinkWhoseCallbackThrows() {
    for (Throwable thrown : List.of(new IllegalStateException("app"), new StackOverflowError())) {
      bench()
          .bothRoles(
              pair -> {
                pair.app()
                    .doing(
                        event -> {
                          if (event.equals("text")) {
                            throw Closes.<RuntimeException>any(thrown);
                          }
                        });
                pair.peer().sendText("boom");
                pair.peer().readClose(1011);
                pair.peer().sendClose(1011, "");
                pair.peer().fin();
                Ending.Failed failed = pair.app().ending(Ending.Failed.class);
                assertEquals(Fault.CALLBACK_FAILED, failed.fault());
                assertEquals(thrown, failed.facts().exception());
              });
    }
  }
}
