package dev.hawser.machine;

import dev.hawser.Golden;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/reference/state-machines.md} to the machines. */
class StateMachinesPageTest {
  private static final String INTRODUCTION =
      """
      # State machines

      Rendered from the code by `StateMachinesPageTest`, which probes every cell and fails when this \
      page differs; `mvn -q -pl core test -Dtest=StateMachinesPageTest -Dhawser.golden=update` \
      writes it anew.

      A cell names the next state in bold and then what is to be done, in order; "or" parts what \
      depends on the moment or the event's content; "-" is an event that is ignored, for the reason \
      listed below the table.

      """;

  private static final String CONNECTION =
      """
      ## Connection

      What the user asked for, across any number of links. *n* is the number of a link; an event of \
      another link than the present one is ignored everywhere. Where Waiting or Terminated can \
      follow, the reconnect policy decides, except that an end of the user's own is always \
      Terminated. The peer's Close is judged at once, while the link is torn down behind: a retry \
      waits from then on, an end is Terminated with the link's. Time in the queue never counts: deadlines begin when the gate grants.

      """;

  private static final String LINK =
      """

      ## Link

      One attempt, or one accepted socket, which begins at Open; client and server alike. Messages \
      never enter it: what changes with each of them it looks up when a deadline may have come. \
      With **Ended** TCP is dropped and the end announced as named: *ByLoss*, *ByClose* of the peer \
      and *ByFault* of the peer or the line come behind undelivered messages, given credit within \
      the close timeout; every other end forgets them.

      """;

  @Test
  void thePageIsWhatTheMachinesDo() {
    Golden.check(
        "state-machines.md",
        INTRODUCTION + CONNECTION + ConnectionTable.markdown() + LINK + LinkTable.markdown());
  }
}
