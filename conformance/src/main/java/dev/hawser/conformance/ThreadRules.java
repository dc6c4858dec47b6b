package dev.hawser.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.transport.Completion;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** On which threads, and how, the application is called. */
public interface ThreadRules extends Family {
  /** Callbacks do not overlap. */
  @Rule(
      id = "TH-1",
      cites = "design s.4 (grammar); starter 10",
      intent = "Callbacks of a link are serial, though messages, Pongs and sends of threads press.")
  default void callsOneAtATime() {
    bench()
        .bothRoles(
            pair -> {
              // A callback that lasts a moment meets the next one where nothing keeps them apart.
              pair.app().doing(event -> LockSupport.parkNanos(50_000));
              Thread sender =
                  new Thread(
                      () -> {
                        for (int i = 0; i < 300; i++) {
                          pair.link().sendText("x", Completion.IGNORED);
                          pair.link().request(1);
                        }
                      });
              sender.start();
              for (int i = 0; i < 300; i++) {
                pair.peer().sendText("m" + i);
                pair.peer().sendRaw(0x8A, (byte) 'p');
              }
              for (int i = 0; i < 300; i++) {
                assertEquals("m" + i, pair.app().text());
                var unused = pair.peer().readText();
              }
              List<String> overlaps =
                  pair.app().history().stream().filter(e -> e.startsWith("overlap")).toList();
              assertEquals(List.of(), overlaps);
            });
  }

  /** There is one end. */
  @Rule(
      id = "TH-2",
      cites = "design s.4 (grammar); starter 33",
      intent = "onEnd comes once and last, though close, abort and a reset race.")
  default void endsOnce() {
    for (int round = 0; round < 5; round++) {
      bench()
          .bothRoles(
              pair -> {
                pair.peer().sendText("m");
                pair.link().close(CloseReason.of(CloseCode.NORMAL_CLOSURE));
                pair.link().abort();
                pair.peer().reset();
                var unused = pair.app().ending();
                bench().advance(Duration.ofMinutes(2));
                pair.link().abort();
                pair.behindTheEnd(bench());
                List<String> history = pair.app().history();
                assertEquals(1, pair.app().count("end"), "ends in " + history);
                assertEquals("end", history.get(history.size() - 1), "last of " + history);
              });
    }
  }

  /** No call calls back. */
  @Rule(
      id = "TH-3",
      cites = "design s.4 (Link); starter 10",
      intent =
          "No method of a link calls the listener before it returns, within a callback either.")
  default void neverCallsBackWithinACall() {
    bench()
        .bothRoles(
            Bench.QUIET,
            0,
            pair -> {
              AtomicBoolean within = new AtomicBoolean();
              AtomicBoolean reentered = new AtomicBoolean();
              pair.app()
                  .doing(
                      event -> {
                        if (within.get()) {
                          reentered.set(true);
                        }
                        if (event.equals("text")) {
                          within.set(true);
                          pair.link().request(1);
                          pair.link()
                              .sendText(
                                  "x", result -> reentered.compareAndSet(false, within.get()));
                          within.set(false);
                        }
                      });
              for (int i = 0; i < 10; i++) {
                pair.peer().sendText("m" + i);
              }
              pair.link().request(1);
              for (int i = 0; i < 10; i++) {
                assertEquals("m" + i, pair.app().text());
              }
              assertFalse(reentered.get(), "called back within request or sendText");
            });
  }

  /** Callers and the clock lend no thread. */
  @Rule(
      id = "TH-4",
      cites = "design s.4 (Threads)",
      intent =
          "Neither the thread that calls a link nor the one that fires its timers is called back on.")
  default void neverCallsBackOnTheCaller() {
    bench()
        .bothRoles(
            pair -> {
              pair.marker();
              pair.link().close(CloseReason.of(CloseCode.NORMAL_CLOSURE));
              pair.peer().readClose(1000);
              bench().advance(Duration.ofSeconds(5));
              var unused = pair.app().ending();
              Set<Thread> threads = pair.app().threads();
              assertFalse(threads.contains(Thread.currentThread()), "called back on the caller");
              assertTrue(
                  threads.stream().noneMatch(t -> t.getName().equals("conformance-ticker")),
                  "called back on the clock's thread");
            });
  }

  /** The application may name its threads. */
  @Rule(
      id = "TH-5",
      cites = "design s.4 (callbacksOn)",
      intent = "With callbacksOn(executor) every callback runs there, serially and in order.")
  default void callsBackOnTheExecutorAskedFor() {
    ExecutorService mine = Executors.newFixedThreadPool(3, task -> new Thread(task, "mine"));
    try {
      bench()
          .bothRoles(
              Bench.QUIET.callbacksOn(mine),
              Long.MAX_VALUE,
              pair -> {
                for (int i = 0; i < 200; i++) {
                  pair.peer().sendText("m" + i);
                }
                for (int i = 0; i < 200; i++) {
                  assertEquals("m" + i, pair.app().text());
                }
                pair.peer().reset();
                var unused = pair.app().ending();
                assertTrue(
                    pair.app().threads().stream().allMatch(t -> t.getName().equals("mine")),
                    () -> "called back on " + pair.app().threads());
                assertTrue(
                    pair.app().history().stream().noneMatch(e -> e.startsWith("overlap")),
                    "callbacks overlapped");
              });
    } finally {
      mine.shutdown();
    }
  }
}
