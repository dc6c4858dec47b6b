/** Hawser's transport on Netty. */
module dev.hawser.transport.netty {
  requires transitive dev.hawser.core;
  requires static transitive org.jspecify;
}
