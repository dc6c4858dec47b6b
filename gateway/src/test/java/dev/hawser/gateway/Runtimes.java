package dev.hawser.gateway;

import dev.hawser.transport.netty.NettyTransport;
import dev.hawser.transport.tyrus.TyrusTransport;
import dev.hawser.transport.vertx.VertxTransport;

/** The joints that are tested. */
final class Runtimes {
  static final Rig.Runtimes NETTY_TO_NETTY =
      new Rig.Runtimes(NettyTransport::create, NettyTransport::create);

  static final Rig.Runtimes VERTX_TO_NETTY =
      new Rig.Runtimes(VertxTransport::create, NettyTransport::create);

  /** Tyrus delivers whole messages, so every row is a visible skip until it can do more. */
  static final Rig.Runtimes TYRUS_TO_VERTX =
      new Rig.Runtimes(TyrusTransport::create, VertxTransport::create).lacking("tyrus");

  private Runtimes() {}
}
