package dev.hawser.transport;

/** What {@link java.util.ServiceLoader} finds: a maker of transports, never a started one. */
public interface TransportProvider {
  /** Returns the name of the transport it makes, such as {@code netty}. */
  String name();

  /** Makes and starts a transport; its threads live until it is closed. */
  Transport create(TransportContext context);
}
