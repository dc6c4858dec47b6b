package dev.hawser.transport;

import dev.hawser.close.Ending;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Phase;
import dev.hawser.close.Unreachability;
import dev.hawser.frame.WebSocketUri;
import dev.hawser.machine.LinkFinish;
import dev.hawser.proxy.Proxy;
import dev.hawser.proxy.Tunnel;
import dev.hawser.proxy.TunnelStep;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The conversation with the proxy of an attempt, for adapters: after TCP is connected to it and
 * before anything else is said, TLS included.
 *
 * <p>Called on any thread, one call after the other. The connect deadline covers it. What goes
 * wrong is told to the link; the adapter writes what it is given, hands over what comes, and goes
 * on as without a proxy once {@link #through}. The end of the stream is told to the door as ever.
 */
public final class ProxyTalk {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final LinkCore core;
  private final String name;
  private @Nullable Tunnel tunnel;
  private volatile boolean through;

  private ProxyTalk(LinkCore core, String name, Tunnel tunnel) {
    this.core = core;
    this.name = name;
    this.tunnel = tunnel;
  }

  /** Returns the conversation that the request asks for, null for none. */
  static @Nullable ProxyTalk of(DialRequest request, LinkCore core) {
    Proxy proxy = request.proxy();
    if (proxy == null) {
      return null;
    }
    WebSocketUri uri = WebSocketUri.of(request.uri());
    return new ProxyTalk(core, proxy.toString(), Tunnel.through(proxy, uri.host(), uri.port()));
  }

  /** Returns what to write first. */
  public ByteBuffer begin() {
    Tunnel asking = tunnel;
    return asking == null ? NOTHING : asking.begin();
  }

  /** Takes bytes of the proxy, whole; returns what to write to it, empty for nothing. */
  public ByteBuffer take(ByteBuffer bytes) {
    Tunnel asking = tunnel;
    if (asking == null || core.life.over()) {
      return NOTHING;
    }
    TunnelStep step = asking.take(bytes);
    if (step instanceof TunnelStep.More more) {
      return more.send();
    }
    tunnel = null; // It has said its last.
    through = step instanceof TunnelStep.Open;
    core.report(() -> came(step));
    return NOTHING;
  }

  private void came(TunnelStep step) {
    if (step instanceof TunnelStep.Refused refused) {
      core.life.unanswered(refused.kind(), refused.text());
    } else if (core.log.target().startsWith(ByteDoor.SECURE)) {
      core.log.enter(Phase.SECURING, core.now());
    }
  }

  /** Tells whether the tunnel is there, and the peer now the one the URL names. */
  public boolean through() {
    return through;
  }

  /** Returns the ending, told of the proxy where the attempt did not come past it. */
  Ending ending(LinkFinish finish, LinkFacts facts) {
    LinkFacts named = facts.with(facts.peer().through(name));
    return through || !(finish instanceof LinkFinish.Unanswered unanswered)
        ? finish.with(named)
        : new Ending.Unreachable(
            atProxy(unanswered.kind()), "the proxy " + name + ": " + unanswered.text(), named);
  }

  private static Unreachability atProxy(Unreachability kind) {
    return switch (kind) {
      case PROXY_REFUSED, PROXY_AUTHENTICATION, TRANSPORT_CLOSED, NOT_PREPARED -> kind;
      default -> Unreachability.PROXY_FAILED;
    };
  }
}
