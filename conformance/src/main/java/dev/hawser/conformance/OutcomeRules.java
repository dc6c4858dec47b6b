package dev.hawser.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.conformance.Samples.Outcome;
import dev.hawser.transport.Capability;
import dev.hawser.transport.Completion;
import dev.hawser.transport.WriteResult;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What became of what was sent, told once for each. */
public interface OutcomeRules extends Family {
  /** Written means taken by the system. */
  @Rule(
      id = "SN-6",
      cites = "design s.4 (Completion); starter 20",
      intent = "WRITTEN comes once the system took the bytes, not while the peer's window is shut.")
  default void completesWhenWritten() {
    bench()
        .bothRoles(
            pair -> {
              List<Outcome> outcomes = new ArrayList<>();
              byte[] big = new byte[1 << 20];
              for (int i = 0; i < 24; i++) {
                Outcome outcome = new Outcome();
                outcomes.add(outcome);
                pair.link().sendBinary(ByteBuffer.wrap(big), outcome);
              }
              assertEquals(WriteResult.WRITTEN, outcomes.get(0).await(bench()));
              assertFalse(outcomes.get(23).done(), "24 MiB written to a peer that reads nothing");
              assertTrue(pair.link().pendingBytes() > 0, "pending bytes");
              for (int i = 0; i < 24; i++) {
                assertEquals(big.length, pair.peer().readMessage(RawFrame.BINARY).length);
              }
              assertEquals(WriteResult.WRITTEN, outcomes.get(23).await(bench()));
              bench().await("nothing is pending", () -> pair.link().pendingBytes() == 0);
            });
  }

  /** Every send is told what became of it. */
  @Rule(
      id = "SN-7",
      cites = "design s.4 (Completion); starter 20",
      intent =
          "When a link ends, every send is completed, LOST or NOT_WRITTEN, before onEnd returns.")
  default void completesEverySendBeforeTheEnd() {
    bench()
        .bothRoles(
            pair -> {
              List<Outcome> outcomes = new ArrayList<>();
              List<Boolean> openAtEnd = new CopyOnWriteArrayList<>();
              pair.app()
                  .doing(
                      event -> {
                        if (event.equals("end")) {
                          for (Outcome outcome : outcomes) {
                            openAtEnd.add(!outcome.done());
                          }
                        }
                      });
              for (int i = 0; i < 24; i++) {
                Outcome outcome = new Outcome();
                outcomes.add(outcome);
                pair.link().sendBinary(ByteBuffer.wrap(new byte[1 << 20]), outcome);
              }
              assertEquals(WriteResult.WRITTEN, outcomes.get(0).await(bench()));
              pair.peer().reset();
              var unused = pair.app().ending();
              assertEquals(WriteResult.NOT_WRITTEN, outcomes.get(23).await(bench()));
              for (Outcome outcome : outcomes) {
                var unusedResult = outcome.await(bench());
              }
              assertFalse(openAtEnd.contains(true), "a completion came after onEnd");
            });
  }

  /** After the end nothing is sent. */
  @Rule(
      id = "SN-8",
      cites = "design s.4 (Link)",
      intent = "After the end a send completes NOT_WRITTEN, and the other calls do nothing.")
  default void sendsNothingAfterTheEnd() {
    bench()
        .bothRoles(
            pair -> {
              pair.peer().fin();
              var ending = pair.app().ending();
              Outcome outcome = new Outcome();
              pair.link().sendText("late", outcome);
              assertEquals(WriteResult.NOT_WRITTEN, outcome.await(bench()));
              pair.link().ping(ByteBuffer.allocate(0));
              pair.link().request(1);
              pair.link().close(CloseReason.of(CloseCode.NORMAL_CLOSURE));
              pair.link().abort();
              assertEquals(ending, pair.app().ending());
            });
  }

  /** After our Close nothing is sent. */
  @Rule(
      id = "SN-9",
      cites = "RFC 6455 s.5.5.1",
      intent = "After close(…) a send completes NOT_WRITTEN, and nothing follows the Close.",
      needs = Capability.AWAITS_CLOSE_REPLY)
  default void sendsNothingBehindAClose() {
    bench()
        .bothRoles(
            pair -> {
              pair.link().close(CloseReason.of(CloseCode.NORMAL_CLOSURE));
              Outcome outcome = new Outcome();
              pair.link().sendText("late", outcome);
              pair.link().ping(ByteBuffer.allocate(0));
              assertEquals(WriteResult.NOT_WRITTEN, outcome.await(bench()));
              pair.peer().readClose(1000);
              pair.peer().sendFrame(RawFrame.PING, true, new byte[0]);
              pair.peer().sendClose(1000, "");
              pair.peer().fin();
              pair.peer().readGone();
            });
  }

  /** A sender is never held up. */
  @Rule(
      id = "SN-14",
      cites = "design s.4 (Link)",
      intent =
          "Sends return at once, whether or not the peer reads; the link's thread is not held up.")
  default void neverBlocksASender() {
    bench()
        .bothRoles(
            pair -> {
              for (int i = 0; i < 24; i++) {
                pair.link().sendBinary(ByteBuffer.wrap(new byte[1 << 20]), Completion.IGNORED);
              }
              // The peer reads nothing, and is heard all the same.
              pair.peer().sendText("heard");
              assertEquals("heard", pair.app().text());
            });
  }
}
