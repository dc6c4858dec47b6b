package dev.hawser.transport.netty;

import dev.hawser.transport.ByteDoor;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkPlace;
import dev.hawser.transport.Masks;
import dev.hawser.transport.SerialThread;
import dev.hawser.transport.TransportContext;
import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The links of one owner until they end, and where on its event loops they live. */
final class Links {
  private final TransportContext context;
  private final Map<EventLoop, LinkPlace> places = new ConcurrentHashMap<>();
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private volatile boolean over;

  Links(TransportContext context) {
    this.context = context;
  }

  /** Where links on that loop live. */
  LinkPlace place(EventLoop loop) {
    return places.computeIfAbsent(loop, this::make);
  }

  private LinkPlace make(EventLoop loop) {
    LoopThread thread = new LoopThread(loop, new SerialThread(context.executor()));
    return new LinkPlace(thread, context.timers(), Masks.secure());
  }

  /** Keeps a link, so that {@link #abort} ends it. */
  void remember(ByteDoor link) {
    links.add(link.link());
    if (over) {
      link.link().abort();
    }
  }

  /** Lets go of a link that has ended. */
  void forgetEnded(ByteDoor link) {
    if (link.ended()) {
      links.remove(link.link());
    }
  }

  /** Ends every link, and from now on each as soon as it comes. */
  void abort() {
    over = true;
    links.forEach(Link::abort);
  }
}
