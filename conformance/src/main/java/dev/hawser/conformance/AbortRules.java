package dev.hawser.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import dev.hawser.close.Initiator;
import dev.hawser.transport.Capability;

/** How a link is given up at once. */
public interface AbortRules extends Family {
  /** An abort ends an open link. */
  @Rule(
      id = "AB-1",
      cites = "RFC 6455 s.7.1.7",
      intent =
          "abort() resets TCP at once, without a Close frame, and ends as Aborted by the user.",
      needs = Capability.ABORT)
  default void resetsAnOpenLink() {
    bench()
        .bothRoles(
            pair -> {
              pair.link().abort();
              assertEquals(RawPeer.End.RESET, pair.peer().readEnd());
              Ending.Aborted aborted = pair.app().ending(Ending.Aborted.class);
              assertEquals(Initiator.USER, aborted.by());
              assertEquals(CloseCode.ABNORMAL_CLOSURE, aborted.code());
              assertTrue(aborted.opened(), "opened");
            });
  }
}
