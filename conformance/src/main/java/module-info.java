/**
 * The contract of Hawser's transports as JUnit tests, and a small transport over blocking sockets
 * that keeps it.
 */
module dev.hawser.conformance {
  requires transitive dev.hawser.core;
  requires java.management;
  requires static transitive org.jspecify;
  requires transitive org.junit.jupiter.api;

  exports dev.hawser.conformance;
  exports dev.hawser.conformance.plain;

  opens dev.hawser.conformance;
}
