/**
 * Transport-neutral core of Hawser: close codes, frames, machines, policies, SPI and public API.
 */
module dev.hawser.core {
  requires static transitive org.jspecify;
  requires static jdk.jfr; // events where it is; nothing is missed where it is not

  exports dev.hawser.http;
  exports dev.hawser.close;
  exports dev.hawser.proxy;
  exports dev.hawser.handbook;
  exports dev.hawser.frame;
  exports dev.hawser.reconnect;
  exports dev.hawser.heartbeat;
  exports dev.hawser.machine;
  exports dev.hawser.diagnosis;
  exports dev.hawser.time;
  exports dev.hawser.transport;
  exports dev.hawser;
  exports dev.hawser.testing;

  uses dev.hawser.transport.TransportProvider;
}
