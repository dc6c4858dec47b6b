/** The protocol, the two machines and the public face of Hawser. */
module dev.hawser.core {
  requires static transitive org.jspecify;
}
