package dev.hawser;

import dev.hawser.reconnect.ReconnectPolicy;
import dev.hawser.testing.ScriptedLink;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.LockSupport;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;

/**
 * The Reactive Streams TCK against a session's publisher; run by {@link PublisherTckTest}.
 *
 * <p>One thread plays network and peer: it runs the transport and hands each session as many
 * messages as there is credit for, then closes.
 */
public final class PublishedMessages extends FlowPublisherVerification<Message> {
  private static final long PATIENCE = 10_000_000_000L;

  private final VirtualTime time = new VirtualTime();
  private final ScriptedTransport transport = new ScriptedTransport(time);
  private final List<Peer> peers = new CopyOnWriteArrayList<>();
  private final Thread network = new Thread(this::run, "network");
  private volatile ScriptedLink dialled;
  private volatile boolean over;

  private static final class Peer {
    final ScriptedLink link;
    long left;

    Peer(ScriptedLink link, long left) {
      this.link = link;
      this.left = left;
    }
  }

  public PublishedMessages() {
    super(new TestEnvironment(250, 100));
    transport.onDial(
        link -> {
          dialled = link;
          link.accept();
        });
  }

  @BeforeClass
  public void begin() {
    network.setDaemon(true);
    network.start();
  }

  @AfterClass
  public void end() throws InterruptedException {
    over = true;
    network.join();
  }

  private void run() {
    while (!over) {
      time.advance(Duration.ofMillis(20)); // so that the gate grants dials
      peers.forEach(this::play);
      LockSupport.parkNanos(20_000);
    }
  }

  private void play(Peer peer) {
    while (peer.left > 0 && peer.link.credit() > 0 && !peer.link.hasEnded()) {
      peer.left--;
      peer.link.text("message");
      time.settle();
    }
    if (peer.left == 0) {
      peer.left = -1;
      peer.link.drop();
    }
  }

  @Override
  public Flow.Publisher<Message> createFlowPublisher(long elements) {
    Connection connection =
        transport.client().endpoint("ws://test").reconnect(ReconnectPolicy.never()).connect();
    long deadline = System.nanoTime() + PATIENCE;
    Session session = connection.session();
    while (session == null) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("no session within 10 s: " + connection);
      }
      LockSupport.parkNanos(20_000);
      session = connection.session();
    }
    Flow.Publisher<Message> messages = session.messages();
    peers.add(new Peer(dialled, elements));
    return messages;
  }

  @Override
  public Flow.Publisher<Message> createFailedFlowPublisher() {
    Flow.Publisher<Message> taken = createFlowPublisher(1);
    taken.subscribe(new Nobody());
    return taken;
  }

  private static final class Nobody implements Flow.Subscriber<Message> {
    @Override
    public void onSubscribe(Flow.Subscription given) {}

    @Override
    public void onNext(Message message) {}

    @Override
    public void onError(Throwable thrown) {}

    @Override
    public void onComplete() {}
  }
}
