package dev.hawser.conformance;

import dev.hawser.transport.Admission;
import dev.hawser.transport.Listening;
import dev.hawser.transport.UpgradeRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the rules on servers share. */
final class Servers {
  private static final int CONNECT_MILLIS = 2_000;

  private Servers() {}

  /** Returns the head of a fresh server's answer to that request; it must open nothing. */
  static String answer(Bench bench, String request) {
    App app = bench.app();
    RawPeer peer = bench.connect(bench.listen(Bench.accepting(app, Bench.QUIET)));
    peer.send(request);
    String head = peer.readHead();
    var unused = peer.readRest();
    if (app.opened()) {
      throw new AssertionError("the application saw onOpen after " + head);
    }
    return head;
  }

  /** Returns a peer whose request waits for that decision. */
  static RawPeer undecided(Bench bench, CompletionStage<Admission> decision) {
    CompletableFuture<UpgradeRequest> asked = new CompletableFuture<>();
    Listening listening =
        bench.listen(
            request -> {
              asked.complete(request);
              return decision;
            });
    RawPeer peer = bench.connect(listening);
    peer.send(RawBytes.upgradeRequest("/"));
    var unused = bench.await("a request", asked);
    settle(bench);
    return peer;
  }

  /** Wants nobody to accept there. */
  static void refused(InetSocketAddress address) throws IOException {
    if (connects(address)) {
      throw new AssertionError("somebody accepts at " + address);
    }
  }

  /** Waits until nobody accepts there. */
  static void refusedAtLast(Bench bench, InetSocketAddress address) {
    bench.await("nobody accepts at " + address, () -> !connects(address));
  }

  private static boolean connects(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address, CONNECT_MILLIS);
      return true;
    } catch (ConnectException refused) {
      return false;
    } catch (SocketException reset) {
      return true; // by somebody who is about to go
    } catch (IOException e) {
      throw new AssertionError("wanted a refusal at " + address + ", got " + e, e);
    }
  }

  /** Returns what a stage failed with. */
  static Throwable cause(@Nullable Throwable thrown) {
    if (thrown instanceof CompletionException wrapped && wrapped.getCause() != null) {
      return wrapped.getCause();
    }
    return thrown == null ? new AssertionError("the stage did not fail") : thrown;
  }

  /** Tells whether a connection is accepted and upgraded now. */
  static boolean upgrades(Bench bench, Listening listening) {
    try {
      var unused = bench.upgraded(listening);
      return true;
    } catch (AssertionError closed) {
      return false;
    }
  }

  /**
   * Waits until the transport has done what it had to do before now, as far as another link shows.
   */
  static void settle(Bench bench) {
    Pair marker = bench.accepted(Bench.QUIET, bench.app());
    marker.marker();
  }
}
