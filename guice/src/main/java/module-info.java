/** Hawser for Guice: a transport chosen and configured by binding. */
module dev.hawser.guice {
  requires transitive dev.hawser.core;
  requires transitive com.google.guice;
  requires jakarta.inject;
  requires static transitive org.jspecify;

  exports dev.hawser.guice;

  // What Guice constructs is package-private.
  opens dev.hawser.guice to
      com.google.guice;

  uses dev.hawser.transport.TransportProvider;
}
