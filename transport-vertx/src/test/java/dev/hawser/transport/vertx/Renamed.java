package dev.hawser.transport.vertx;

import dev.hawser.transport.Acceptor;
import dev.hawser.transport.Capability;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.Transport;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** A transport under a name of its own, so that its report stands beside another's. */
record Renamed(String name, Transport transport) implements Transport {
  @Override
  public Set<Capability> capabilities() {
    return transport.capabilities();
  }

  @Override
  public Link dial(DialRequest request, LinkListener listener) {
    return transport.dial(request, listener);
  }

  @Override
  public CompletionStage<Listening> listen(ListenRequest request, Acceptor acceptor) {
    return transport.listen(request, acceptor);
  }

  @Override
  public void close() {
    transport.close();
  }
}
