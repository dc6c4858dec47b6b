package dev.hawser.conformance;

import dev.hawser.close.Ending;
import dev.hawser.close.Unreachability;
import dev.hawser.proxy.Proxy;
import dev.hawser.transport.Deadlines;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Transports that go through proxies wrongly. */
final class ProxyFlaws {
  private ProxyFlaws() {}

  static List<BrokenTransport> all() {
    return List.of(
        BrokenTransport.of(
            "dials past the proxy",
            "PX-1 PX-2 PX-3 PX-4 PX-5 PX-6 PX-7 PX-8",
            () -> HandshakeFlaws.requesting(request -> request.through(null))),
        BrokenTransport.of(
            "looks names up itself",
            "PX-1 PX-4",
            () -> HandshakeFlaws.requesting(request -> to(request, "there.invalid"))),
        BrokenTransport.of(
            "compares the certificate with the proxy's address",
            "PX-2",
            () -> HandshakeFlaws.requesting(request -> to(request, "elsewhere.example"))),
        BrokenTransport.of(
            "loses a proxy's login",
            "PX-3 PX-5",
            () -> HandshakeFlaws.requesting(ProxyFlaws::withoutLogin)),
        BrokenTransport.of(
            "takes a 407 for a tunnel",
            "PX-3",
            () -> HandshakeFlaws.heads(head -> head.replace("HTTP/1.1 407", "HTTP/1.1 200"))),
        BrokenTransport.of("asks a proxy again after a 407", "PX-3", AsksAgain::new),
        BrokenTransport.of(
            "waits for a proxy as long as it takes",
            "PX-6",
            () ->
                HandshakeFlaws.opting(
                    options -> options.with(Deadlines.DEFAULT.connect(Duration.ofHours(1))))),
        BrokenTransport.of("blames the host for the proxy", "PX-5 PX-6 PX-7 PX-8", Blames::new),
        BrokenTransport.of(
            "reads a proxy's answer at once or not at all",
            "PX-8",
            () ->
                HandshakeFlaws.tampered(
                    () -> new HeadReading.Heads(HeadReading.Kind.AT_ONCE, head -> head))));
  }

  private static DialRequest to(DialRequest request, String host) {
    URI local = URI.create(request.uri().toString().replace(host, "127.0.0.1"));
    return new DialRequest(
            local, request.headers(), request.subprotocols(), request.tls(), request.options())
        .through(request.proxy());
  }

  private static DialRequest withoutLogin(DialRequest request) {
    Proxy proxy = request.proxy();
    return proxy == null
        ? request
        : request.through(new Proxy(proxy.kind(), proxy.host(), proxy.port(), null));
  }

  private static final class AsksAgain extends Flaw {
    @Override
    public Link dial(DialRequest request, LinkListener listener) {
      return super.dial(
          request,
          new Wrapped(listener) {
            @Override
            public void onEnd(Ending ending) {
              if (ending instanceof Ending.Unreachable no
                  && no.kind() == Unreachability.PROXY_AUTHENTICATION) {
                again(request);
              }
              super.onEnd(ending);
            }
          });
    }
  }

  /** Is in the proxy's queue before the first attempt is told to have failed. */
  private static void again(DialRequest request) {
    int port = Objects.requireNonNull(request.proxy()).port();
    HandshakeFlaws.ask("127.0.0.1", port, RawBytes.head("CONNECT there.invalid:80 HTTP/1.1"));
  }

  private static final class Blames extends Flaw {
    @Override
    Wrapped wrap(LinkListener app) {
      return EndFlaws.ending(
          app,
          how ->
              how instanceof Ending.Unreachable failed
                  ? new Ending.Unreachable(
                      Unreachability.CONNECT_FAILED, failed.text(), failed.facts())
                  : how);
    }
  }
}
