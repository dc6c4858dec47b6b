package dev.hawser;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.hawser.http.Headers;
import dev.hawser.proxy.Proxy;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import java.net.URI;
import java.nio.ByteBuffer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Null is refused by the call that brings it, by the name of its argument. */
@SuppressWarnings({"NullAway", "DataFlowIssue"})
class NullArgumentsTest {
  private static final ClientBuilder CLIENT = WebSockets.client();
  private static final ServerBuilder SERVER = WebSockets.server();

  private static void refused(String name, ThrowingCallable call) {
    assertThatNullPointerException().isThrownBy(call).withMessage(name);
  }

  @Test
  void whereAClientGoes() {
    refused("url", () -> CLIENT.endpoint((String) null));
    refused("url", () -> CLIENT.endpoint((URI) null));
    refused("source", () -> CLIENT.endpointFrom(null));
    refused("url", () -> CLIENT.proxy((String) null));
    refused("proxy", () -> CLIENT.proxy((Proxy) null));
    refused("tls", () -> CLIENT.tls(null));
  }

  @Test
  void whatAClientAsksWith() {
    refused("name", () -> CLIENT.header(null, "x"));
    refused("value", () -> CLIENT.header("x", null));
    refused("more", () -> CLIENT.headers((Headers) null));
    refused("source", () -> CLIENT.headersFrom(null));
    refused("source", () -> CLIENT.credentials(null));
  }

  @Test
  void howAClientBehaves() {
    refused("policy", () -> CLIENT.reconnect(null));
    refused("outbox", () -> CLIENT.outbox(null));
    refused("preparation", () -> CLIENT.prepare(null));
    refused("wait", () -> CLIENT.prepareWithin(null));
    refused("callback", () -> CLIENT.onState(null));
    refused("dice", () -> CLIENT.dice(null));
  }

  @Test
  void whatClientsAndServersChooseAlike() {
    refused("name", () -> CLIENT.transport(null));
    refused("listener", () -> CLIENT.metrics(null));
    refused("heartbeat", () -> CLIENT.heartbeat(null));
    refused("limits", () -> CLIENT.limits(null));
    refused("deadlines", () -> CLIENT.deadlines(null));
    refused("compression", () -> CLIENT.compression(null));
    refused("executor", () -> SERVER.callbacksOn(null));
    refused("executor", () -> SERVER.executor(null));
    refused("timers", () -> SERVER.timers(null));
    refused("transport", () -> WebSockets.client(null));
    refused("transport", () -> WebSockets.server(null));
  }

  @Test
  void whoReceives() {
    refused("callback", () -> CLIENT.onOpen(null));
    refused("callback", () -> CLIENT.onText(null));
    refused("callback", () -> CLIENT.onTextAsync(null));
    refused("callback", () -> CLIENT.onBinary(null));
    refused("callback", () -> CLIENT.onBinaryAsync(null));
    refused("callback", () -> CLIENT.onEnd(null));
  }

  @Test
  void whatAServerChooses() {
    refused("host", () -> SERVER.host(null));
    refused("tls", () -> SERVER.tls(null));
    refused("policy", () -> SERVER.originPolicy(null));
    refused("decision", () -> SERVER.accept(null));
    refused("decision", () -> SERVER.acceptAsync(null));
    refused("proxies", () -> SERVER.trustedProxies(null));
    refused("limits", () -> SERVER.entryLimits(null));
    refused("dice", () -> SERVER.dice(null));
  }

  @Test
  void whatIsSent() {
    ScriptedTransport transport = new ScriptedTransport(new VirtualTime());
    try (Connection connection = transport.client().endpoint("ws://example.org/").connect()) {
      refused("message", () -> connection.sendText(null));
      refused("message", () -> connection.sendBinary(null));
      refused("message", () -> connection.sendLatest("key", (String) null));
      refused("message", () -> connection.sendLatest("key", (ByteBuffer) null));
      refused("key", () -> connection.sendLatest(null, "x"));
    }
    refused("message", () -> Broadcast.text(null));
    refused("message", () -> Broadcast.binary(null));
  }
}
