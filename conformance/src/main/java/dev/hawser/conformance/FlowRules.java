package dev.hawser.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Role;
import dev.hawser.transport.Capability;
import dev.hawser.transport.Deadlines;
import dev.hawser.transport.LinkOptions;
import java.time.Duration;
import java.util.List;

/** How credit gates delivery, and reading with it. */
public interface FlowRules extends Family {
  /** However long nobody takes a message, the link lives. */
  LinkOptions PATIENT = Bench.QUIET.with(Deadlines.DEFAULT.stall(Duration.ZERO));

  /** Nothing comes without credit. */
  @Rule(
      id = "FL-1",
      cites = "design s.4 (credit); starter 11",
      intent = "No message is delivered beyond the credit given, and each one given is used.",
      needs = Capability.INBOUND_PAUSE)
  default void deliversNoMoreThanAskedFor() {
    bench()
        .bothRoles(
            PATIENT,
            0,
            pair -> {
              for (int i = 0; i < 5; i++) {
                pair.peer().sendText("m" + i);
              }
              Flows.taken(bench(), pair);
              assertEquals(0, pair.app().waiting(), "messages without credit");
              pair.link().request(1);
              assertEquals("m0", pair.app().text());
              Flows.taken(bench(), pair);
              assertEquals(0, pair.app().waiting(), "messages beyond a credit of 1");
              pair.link().request(1);
              pair.link().request(2);
              for (int i = 1; i < 4; i++) {
                assertEquals("m" + i, pair.app().text());
              }
              Flows.taken(bench(), pair);
              assertEquals(0, pair.app().waiting(), "messages beyond a credit of 4");
            });
  }

  /** Credit may come first. */
  @Rule(
      id = "FL-2",
      cites = "design s.4 (credit)",
      intent = "Credit given ahead is kept; the most there is means without bound.")
  default void keepsCreditGivenAhead() {
    bench()
        .bothRoles(
            PATIENT,
            Long.MAX_VALUE,
            pair -> {
              pair.link().request(Long.MAX_VALUE);
              pair.link().request(1);
              pair.marker();
            });
  }

  /** Credit is positive. */
  @Rule(
      id = "FL-3",
      cites = "design s.4 (credit)",
      intent = "Credit of zero or less is an IllegalArgumentException, and the link lives on.")
  default void refusesCreditThatIsNone() {
    bench()
        .bothRoles(
            pair -> {
              assertThrows(IllegalArgumentException.class, () -> pair.link().request(0));
              assertThrows(IllegalArgumentException.class, () -> pair.link().request(-1));
              pair.marker();
            });
  }

  /** Without credit TCP pushes back. */
  @Rule(
      id = "FL-4",
      cites = "design s.4 (credit); starter 11",
      intent =
          "Without credit TCP pushes back before 16 MiB; with it everything arrives, in order.",
      needs = Capability.INBOUND_PAUSE)
  default void pushesBack() {
    bench()
        .bothRoles(
            PATIENT,
            0,
            pair -> {
              int written = Flows.untilStalled(pair.peer(), bench());
              assertTrue(written < 1_024, written + " messages of 16 KiB were taken");
              pair.link().request(Long.MAX_VALUE);
              for (int i = 0; i < written; i++) {
                byte[] message = pair.app().binary();
                assertEquals((byte) i, message[0], "message " + i);
              }
            });
  }

  /** An application that takes nothing is found out. */
  @Rule(
      id = "FL-5",
      cites = "design s.4, s.6 (stall limit)",
      intent =
          "A message nobody takes for the stall limit ends the link: CONSUMER_STALLED, Close 1008.",
      needs = Capability.INBOUND_PAUSE)
  default void endsAStalledLink() {
    bench()
        .bothRoles(
            Bench.QUIET,
            0,
            pair -> {
              pair.peer().sendText("waits");
              Flows.taken(bench(), pair);
              bench().advance(Duration.ofMillis(59_999));
              Flows.taken(bench(), pair);
              bench().advance(Duration.ofMillis(1));
              if (pair.role() == Role.SERVER) {
                pair.peer().readClose(1008);
              } else {
                assertEquals(RawFrame.CLOSE, pair.peer().readFrame().opcode());
              }
              pair.peer().sendClose(1008, "");
              pair.peer().fin();
              assertEquals(Fault.CONSUMER_STALLED, pair.app().ending(Ending.Failed.class).fault());
            });
  }

  /** A loss is noticed without credit. */
  @Rule(
      id = "FL-6",
      cites = "design s.4 (credit)",
      intent = "A FIN behind a message that waits for credit is noticed; both are told in order.",
      needs = Capability.INBOUND_PAUSE)
  default void noticesALossWithoutCredit() {
    bench()
        .bothRoles(
            Bench.QUIET,
            0,
            pair -> {
              pair.peer().sendText("waits");
              pair.peer().fin();
              pair.peer().readGone();
              pair.link().request(1);
              var unused = pair.app().ending(Ending.Dropped.class);
              assertEquals(List.of("open", "text", "end"), pair.app().history());
            });
  }
}
