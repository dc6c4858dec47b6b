package dev.hawser.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import dev.hawser.close.Unreachability;
import dev.hawser.transport.DialRequest;
import java.util.concurrent.CompletableFuture;

/** A dial to a server that is not to be trusted. */
final class Untrusted {
  private Untrusted() {}

  static void dial(Bench bench, DialRequest request, RawServer server) {
    App app = bench.dial(request);
    // Answers whoever gets through TLS, which nobody should.
    CompletableFuture<Void> accepting =
        CompletableFuture.runAsync(
            () -> {
              try (RawPeer peer = server.acceptUpgraded()) {
                peer.readGone();
              }
            });
    Ending.Unreachable ending = app.ending(Ending.Unreachable.class);
    assertEquals(Unreachability.TLS_FAILED, ending.kind());
    assertEquals(CloseCode.TLS_HANDSHAKE, ending.code());
    assertFalse(app.opened(), "the application saw onOpen");
    var unused = accepting.handle((done, thrown) -> "over").join();
  }
}
