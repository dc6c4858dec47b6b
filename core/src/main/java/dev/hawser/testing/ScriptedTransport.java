package dev.hawser.testing;

import dev.hawser.ClientBuilder;
import dev.hawser.ServerBuilder;
import dev.hawser.WebSockets;
import dev.hawser.close.Role;
import dev.hawser.transport.Acceptor;
import dev.hawser.transport.Admission;
import dev.hawser.transport.Capability;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportClosedException;
import dev.hawser.transport.UpgradeRequest;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A transport without sockets: each dial does what the test says, when the test says it.
 *
 * <p>Everything runs on a {@link VirtualTime}, so nothing happens before it is advanced or settled.
 * It knows no deadlines and no heartbeat of its own: a test says that a dial timed out.
 *
 * <pre>{@code
 * VirtualTime time = new VirtualTime();
 * ScriptedTransport transport = new ScriptedTransport(time);
 * Connection feed = transport.client().endpoint("ws://test").connect();
 * time.settle();
 * transport.last().accept();
 * time.settle();
 * transport.last().text("hello");
 * }</pre>
 */
public final class ScriptedTransport implements Transport {
  private final VirtualTime time;
  private final List<ScriptedLink> links = new ArrayList<>();
  private Consumer<ScriptedLink> script = link -> {};
  private @Nullable Acceptor acceptor;
  private @Nullable ListenRequest listening;
  private boolean closed;

  /** Makes a transport that runs on that time. */
  public ScriptedTransport(VirtualTime time) {
    this.time = time;
  }

  /** Returns a client on this transport and its time, which does not keep the JVM alive. */
  public ClientBuilder client() {
    return WebSockets.client(this).timers(time).executor(time.executor()).keepAlive(false);
  }

  /** Returns a server on this transport and its time, which does not keep the JVM alive. */
  public ServerBuilder server() {
    return WebSockets.server(this).timers(time).executor(time.executor()).keepAlive(false);
  }

  /** Says what happens to each dial from now on; default nothing, the test answers by hand. */
  public void onDial(Consumer<ScriptedLink> whatHappens) {
    script = whatHappens;
  }

  /** Returns every link so far, oldest first. */
  public List<ScriptedLink> links() {
    return List.copyOf(links);
  }

  /**
   * Returns the newest link.
   *
   * @throws IllegalStateException if there is none
   */
  public ScriptedLink last() {
    if (links.isEmpty()) {
      throw new IllegalStateException("nothing was dialled yet; settle the time first");
    }
    return links.get(links.size() - 1);
  }

  /**
   * Lets a client knock at the listening server.
   *
   * @return the accepted link, or the admission's refusal
   * @throws IllegalStateException if no server listens
   */
  public CompletionStage<Arrival> knock(UpgradeRequest request) {
    Acceptor decides = acceptor;
    ListenRequest listens = listening;
    if (decides == null || listens == null) {
      throw new IllegalStateException("no server listens");
    }
    return decides.decide(request).thenApply(admission -> arrive(request, admission));
  }

  private Arrival arrive(UpgradeRequest request, Admission admission) {
    if (admission instanceof Admission.Accept accept) {
      ScriptedLink link =
          new ScriptedLink(time, Role.SERVER, accept.listener(), accept.options(), null);
      links.add(link);
      link.open(accept.subprotocol(), request.headers());
      return new Arrival(admission, link);
    }
    return new Arrival(admission, null);
  }

  /**
   * What became of a client that knocked.
   *
   * @param admission the server's decision
   * @param link the accepted link, null after a refusal
   */
  public record Arrival(Admission admission, @Nullable ScriptedLink link) {}

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.complementOf(EnumSet.of(Capability.FRAMES));
  }

  @Override
  public Link dial(DialRequest request, LinkListener listener) {
    if (closed) {
      throw new TransportClosedException(name());
    }
    ScriptedLink link = new ScriptedLink(time, Role.CLIENT, listener, request.options(), request);
    links.add(link);
    script.accept(link);
    return link.line();
  }

  @Override
  public CompletionStage<Listening> listen(ListenRequest request, Acceptor decides) {
    if (closed) {
      throw new TransportClosedException(name());
    }
    if (acceptor != null) {
      return CompletableFuture.failedFuture(new BindException("another server listens here"));
    }
    acceptor = decides;
    listening = request;
    int port = request.port() == 0 ? 49152 : request.port();
    return CompletableFuture.completedFuture(new ScriptedListening(port));
  }

  @Override
  public void close() {
    closed = true;
    acceptor = null;
    links().forEach(link -> link.line().abort());
  }

  private final class ScriptedListening implements Listening {
    private final int port;

    ScriptedListening(int port) {
      this.port = port;
    }

    @Override
    public InetSocketAddress address() {
      try {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
      } catch (UnknownHostException e) {
        throw new IllegalStateException("four bytes are an address", e);
      }
    }

    @Override
    public void close() {
      acceptor = null;
    }
  }
}
