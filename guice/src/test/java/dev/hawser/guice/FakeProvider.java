package dev.hawser.guice;

import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import dev.hawser.transport.TransportProvider;
import java.util.ArrayList;
import java.util.List;

/** Makes scripted transports and remembers them. */
public class FakeProvider implements TransportProvider {
  final VirtualTime time = new VirtualTime();
  final List<ScriptedTransport> made = new ArrayList<>();
  final List<TransportContext> contexts = new ArrayList<>();

  /** Another provider of the same name. */
  public static final class Twin extends FakeProvider {}

  /** One that cannot be made. */
  public static final class Broken extends FakeProvider {
    public Broken() {
      throw new IllegalStateException("no native library");
    }
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public Transport create(TransportContext context) {
    contexts.add(context);
    ScriptedTransport transport = new ScriptedTransport(time);
    made.add(transport);
    return transport;
  }
}
