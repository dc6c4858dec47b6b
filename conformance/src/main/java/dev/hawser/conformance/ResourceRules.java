package dev.hawser.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hawser.close.Ending;
import dev.hawser.transport.Capability;
import dev.hawser.transport.DialRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What a transport holds, and that it lets go of it. */
public interface ResourceRules extends Family {
  /** Closing a transport frees everything. */
  @Rule(
      id = "RS-1",
      cites = "design s.4 (Transport); starter 42",
      intent =
          "Transport.close ends every link and dial, and TCP with them; closing twice is as once.")
  default void endsEveryLinkWhenClosed() {
    Pair client = bench().client(Bench.QUIET, bench().app());
    RawServer server = bench().server();
    App dialling = bench().dial(server.uri("/"));
    RawPeer asked = bench().keep(server.accept());
    var unusedHead = asked.readHead();
    List<Pair> open = new ArrayList<>(List.of(client));
    if (bench().can(Capability.SERVER)) {
      open.add(bench().accepted(Bench.QUIET, bench().app()));
    }
    bench().transport().close();
    bench().transport().close();
    for (Pair pair : open) {
      var unused = pair.app().ending(Ending.Aborted.class);
      pair.peer().readGone();
    }
    var unused = dialling.ending(Ending.Aborted.class);
    asked.readGone();
  }

  /** Closing a transport frees its threads. */
  @Rule(
      id = "RS-2",
      cites = "design s.4 (Transport); starter 42",
      intent = "When Transport.close returned, none of its threads is left.")
  default void leavesNoThreadBehind() {
    Set<Thread> before = Threads.kits();
    bench()
        .bothRoles(
            pair -> {
              pair.marker();
            });
    bench().transport().close();
    bench()
        .await(
            "the transport's threads are gone: " + Threads.since(before),
            () -> Threads.since(before).isEmpty());
  }

  /** A thread serves many links, and nothing of them stays. */
  @Rule(
      id = "RS-3",
      cites = "design s.7; starter 42",
      level = Level.SHOULD,
      intent =
          "Five hundred idle links need no more than 32 threads; once they ended, no thread, socket or buffer of theirs is left.")
  default void needsNoThreadForEachLink() {
    Held before = Held.now();
    List<App> apps = new ArrayList<>();
    List<RawPeer> peers = new ArrayList<>();
    try (RawServer server = new RawServer(null, bench().patience())) {
      for (int i = 0; i < 500; i++) {
        App app = bench().dial(server.uri("/"));
        peers.add(bench().keep(server.acceptUpgraded()));
        var unused = app.link();
        apps.add(app);
      }
      int used = Threads.since(before.threads()).size();
      assertTrue(used <= 32, "500 idle links use " + used + " threads");
      peers.forEach(RawPeer::close);
      apps.forEach(App::ending);
    }
    nothingIsLeft(before);
  }

  private void nothingIsLeft(Held before) {
    System.gc(); // buffers go with the garbage
    bench()
        .await(
            "nothing of 500 links is left, not " + before.beyond(),
            () -> before.beyond().isEmpty());
  }

  /** No hidden limit holds dials up. */
  @Rule(
      id = "RS-4",
      cites = "starter 43",
      intent =
          "Two hundred dials at once all reach the peer; no pool of the runtime holds one back.")
  default void startsEveryDialAtOnce() {
    RawServer server = bench().server();
    List<App> apps = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      apps.add(bench().dial(server.uri("/")));
    }
    List<RawPeer> asking = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      asking.add(bench().keep(server.accept()));
    }
    for (RawPeer peer : asking) {
      peer.send(RawBytes.switching(peer.readHead()));
    }
    for (App app : apps) {
      var unused = app.link();
    }
  }

  /** A dial may follow an end at once. */
  @Rule(
      id = "RS-5",
      cites = "starter 9a",
      intent =
          "Five hundred dials in a row, each from the end of the one before, all open, and leave no thread, socket or buffer.")
  default void dialsFromWithinAnEnd() throws InterruptedException {
    Held before = Held.now();
    RawServer server = bench().server();
    int rounds = 500;
    AtomicInteger begun = new AtomicInteger();
    CountDownLatch ends = new CountDownLatch(rounds);
    Set<String> failures = ConcurrentHashMap.newKeySet();
    class Next {
      void dial() {
        App app = bench().app();
        app.doing(
            event -> {
              if (event.equals("end")) {
                Ending ending = app.ending();
                if (!ending.opened()) {
                  failures.add(ending.toString());
                }
                ends.countDown();
                if (begun.incrementAndGet() < rounds) {
                  dial();
                }
              }
            });
        DialRequest request = DialRequest.of(server.uri("/")).with(Bench.QUIET);
        var unused = bench().transport().dial(request, app);
      }
    }
    new Next().dial();
    for (int i = 0; i < rounds; i++) {
      try (RawPeer peer = server.acceptUpgraded()) {
        peer.sendClose(1000, "");
        peer.readClose(1000);
        peer.fin();
        peer.readGone();
      }
    }
    assertTrue(ends.await(bench().patience().toMillis(), TimeUnit.MILLISECONDS), "ends missing");
    assertEquals(Set.of(), failures);
    server.close();
    nothingIsLeft(before);
  }

  /** Gaps are declared. */
  @Rule(
      id = "RS-6",
      cites = "design s.4 (Capability); house rule 11",
      intent =
          "What capabilities() leaves out is declared as a gap with its reason, and nothing else.")
  default void declaresItsGaps() {
    Set<Capability> missing = new HashSet<>(Set.of(Capability.values()));
    missing.removeAll(bench().transport().capabilities());
    assertEquals(bench().declared().abilities().keySet(), missing);
  }
}
