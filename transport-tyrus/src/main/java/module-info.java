/** Hawser's transport on Tyrus, and a mount for Jakarta containers that run already. */
module dev.hawser.transport.tyrus {
  requires transitive dev.hawser.core;
  requires transitive jakarta.websocket;
  requires jakarta.websocket.client;
  requires org.glassfish.tyrus.client;
  requires org.glassfish.tyrus.core;
  requires org.glassfish.tyrus.spi;
  requires static transitive org.jspecify;

  exports dev.hawser.transport.tyrus;

  provides dev.hawser.transport.TransportProvider with
      dev.hawser.transport.tyrus.TyrusTransportProvider;
}
