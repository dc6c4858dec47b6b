package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import dev.hawser.close.Role;
import dev.hawser.close.TransportEnd;
import dev.hawser.frame.Opcode;
import dev.hawser.http.Headers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A link under real threads, and on a thread that is gone. */
class LinkThreadsTest {
  private static final int THREADS = 4;
  private static final int EACH = 500;

  private final ExecutorService pool = Executors.newFixedThreadPool(2);
  private final SerialThread loop = new SerialThread(pool);
  private final HandTimers timers = new HandTimers();
  private final Recorder listener = new Recorder();
  private final FakeWire wire = new FakeWire(Role.SERVER);

  private ByteDoor open() throws InterruptedException {
    LinkPlace place = new LinkPlace(loop, timers, () -> 1);
    Logbook log = new Logbook(Role.SERVER, "/", dev.hawser.close.Phase.HANDSHAKING, 0);
    LinkCore core =
        new LinkCore(
            place, LinkOptions.DEFAULT, listener, log, dev.hawser.machine.LinkState.accepted());
    Upgrade upgrade =
        new Upgrade(core, new HandshakeInfo("", List.of(), Headers.empty(), "peer"), null);
    ByteDoor door = upgrade.bytes(wire);
    wire.written = door::written;
    onLoop(upgrade::begin);
    return door;
  }

  private void onLoop(Runnable task) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    loop.execute(
        () -> {
          task.run();
          done.countDown();
        });
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void sendsOfManyThreadsAreWholeAndKeepEachThreadsOrder() throws InterruptedException {
    try {
      ByteDoor door = open();
      CountDownLatch written = new CountDownLatch(THREADS * EACH);
      List<Thread> senders = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        int thread = t;
        Thread sender =
            new Thread(
                () -> {
                  for (int i = 0; i < EACH; i++) {
                    door.link()
                        .sendText(
                            thread + ":" + i,
                            result -> {
                              if (result == WriteResult.WRITTEN) {
                                written.countDown();
                              }
                            });
                  }
                });
        senders.add(sender);
        sender.start();
      }
      assertThat(written.await(60, TimeUnit.SECONDS)).isTrue();
      onLoop(() -> {});
      List<String> frames = wire.frames();
      assertThat(frames).hasSize(THREADS * EACH);
      for (int t = 0; t < THREADS; t++) {
        String prefix = "TEXT " + t + ":";
        List<String> mine = frames.stream().filter(f -> f.startsWith(prefix)).toList();
        for (int i = 0; i < EACH; i++) {
          assertThat(mine.get(i)).isEqualTo(prefix + i);
        }
      }
      assertThat(door.link().pendingBytes()).isZero();
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void creditOfAnotherThreadIsNeverMissed() throws InterruptedException {
    try {
      ByteDoor door = open();
      AtomicInteger delivered = new AtomicInteger();
      listener.then =
          what -> {
            if (what.startsWith("text")) {
              delivered.incrementAndGet();
            }
          };
      Thread consumer =
          new Thread(
              () -> {
                for (int i = 0; i < EACH; i++) {
                  door.link().request(1);
                  while (delivered.get() <= i) {
                    Thread.onSpinWait();
                  }
                }
              });
      consumer.start();
      ByteBuffer frame = ByteBuffer.wrap(new byte[] {(byte) 0x81, (byte) 0x81, 0, 0, 0, 0, 'x'});
      for (int i = 0; i < EACH; i++) {
        loop.execute(() -> door.bytes(frame.duplicate(), true));
      }
      consumer.join(TimeUnit.SECONDS.toMillis(20));
      assertThat(delivered).hasValue(EACH);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void whatIsSentOnAThreadThatIsGoneIsNotWritten() {
    LinkThread gone =
        new LinkThread() {
          @Override
          public boolean current() {
            return false;
          }

          @Override
          public void execute(Runnable task) {
            throw new RejectedExecutionException("shut down");
          }
        };
    LinkPlace place = new LinkPlace(gone, timers, () -> 1);
    Link link = ByteDoor.dial(ByteRig.request(LinkOptions.DEFAULT), listener, place).link();
    List<WriteResult> results = new ArrayList<>();
    link.sendText("a", results::add);
    link.abort();
    link.sendText("b", results::add);
    assertThat(results).containsExactly(WriteResult.NOT_WRITTEN, WriteResult.NOT_WRITTEN);
    pool.shutdownNow();
  }

  @Test
  void aBinaryCallbackThatThrowsEndsTheLinkToo() {
    ByteRig rig = ByteRig.client().credit(9);
    rig.listener.then =
        what -> {
          if (what.startsWith("binary")) {
            throw new AssertionError("bug");
          }
        };
    rig.peer(rig.frame(Opcode.BINARY, true, "x"), rig.text("not told"));
    rig.eof();
    assertThat(rig.told()).containsExactly("open", "binary 1", "end");
    assertThat(rig.ending().code()).isEqualTo(CloseCode.INTERNAL_ERROR);
    pool.shutdownNow();
  }

  @Test
  void anOnOpenThatThrowsEndsTheLinkToo() {
    ByteRig rig = ByteRig.asking(ByteRig.request(LinkOptions.DEFAULT));
    rig.listener.then =
        what -> {
          if (what.equals("open")) {
            throw new IllegalStateException("bug");
          }
        };
    rig.accept();
    rig.failed(TransportEnd.RST);
    assertThat(rig.frames()).hasSize(1).allMatch(f -> f.startsWith("CLOSE 1011"));
    assertThat(rig.ending()).isInstanceOf(Ending.Failed.class);
    pool.shutdownNow();
  }

  @Test
  void aBrokenRuleUnderFramesEndsTheLinkAsEver() {
    ByteRig rig = ByteRig.client(LinkOptions.DEFAULT.with(Delivery.FRAMES)).credit(9);
    rig.bytes(ByteBuffer.wrap(new byte[] {(byte) 0x83, 0})).eof();
    assertThat(rig.frames()).hasSize(1).allMatch(f -> f.startsWith("CLOSE 1002"));
    assertThat(rig.told()).containsExactly("open", "closing", "end");
    pool.shutdownNow();
  }

  @Test
  void framesCountAsMessagesByTheirLastPiece() {
    ByteRig rig = ByteRig.client(LinkOptions.DEFAULT.with(Delivery.FRAMES)).credit(9);
    rig.peer(
        rig.frame(Opcode.TEXT, false, "abc"),
        rig.frame(Opcode.CONTINUATION, true, "de"),
        rig.frame(Opcode.BINARY, true, "f"));
    rig.eof();
    assertThat(rig.ending().facts().traffic().messagesIn()).isEqualTo(2);
    assertThat(rig.ending().facts().traffic().lastMessages())
        .extracting(n -> n.text() + " " + n.bytes())
        .containsExactly("true 5", "false 1");
    pool.shutdownNow();
  }
}
