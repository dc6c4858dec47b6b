package dev.hawser.conformance;

import dev.hawser.close.Ending;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Peer;
import dev.hawser.close.Role;
import dev.hawser.close.Unreachability;
import dev.hawser.conformance.HeadReading.Heads;
import dev.hawser.conformance.plain.Tampered;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.LinkOptions;
import dev.hawser.transport.Masks;
import dev.hawser.transport.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Transports that open what they should not, or ask wrongly, or tell failures wrongly. */
final class HandshakeFlaws {
  private HandshakeFlaws() {}

  static List<BrokenTransport> all() {
    return List.of(
        BrokenTransport.of("opens twice", "HS-1 HS-14 EN-8 EN-16", OpensTwice::new),
        BrokenTransport.of(
            "takes any 101", "HS-2 HS-3 HS-4 HS-11 HS-12 HS-13 CP-4", TakesAny101::new),
        BrokenTransport.of("invents a status", "HS-5", InventsAStatus::new),
        BrokenTransport.of(
            "asks for another version",
            "HS-6",
            () -> tampered(() -> asking(head -> head.replace("Version: 13", "Version: 8")))),
        BrokenTransport.of(
            "offers an extension unasked",
            "HS-7",
            () ->
                tampered(
                    () ->
                        asking(
                            head ->
                                head.replace(
                                    "\r\n\r\n",
                                    "\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n")))),
        BrokenTransport.of("draws no random numbers", "HS-8 SN-3", () -> tampered(Constant::new)),
        BrokenTransport.of(
            "sends none of the application's headers",
            "HS-9",
            () -> requesting(request -> request.with(Headers.empty()))),
        BrokenTransport.of(
            "offers no subprotocol",
            "HS-10 HS-11",
            () -> requesting(request -> request.subprotocols(new String[0]))),
        BrokenTransport.of(
            "loses what comes with a head",
            "HS-14 SV-13",
            () -> tampered(() -> new Heads(HeadReading.Kind.NOTHING_BEHIND, head -> head))),
        BrokenTransport.of(
            "reads a head at once or not at all",
            "HS-15 SV-14",
            () -> tampered(() -> new Heads(HeadReading.Kind.AT_ONCE, head -> head))),
        BrokenTransport.of(
            "takes an interim answer for the one",
            "HS-16",
            () -> heads(head -> head.replace("HTTP/1.1 103", "HTTP/1.1 203"))),
        BrokenTransport.of(
            "reads heads of any length",
            "HS-17 SV-8",
            () -> opting(options -> options.with(options.limits().maxHeader(1 << 20)))),
        BrokenTransport.of("hides the peer's headers", "HS-18 SV-4", HidesHeaders::new),
        BrokenTransport.of("dials as long as it takes", "HS-19", DialsAndWaits::new),
        BrokenTransport.of(
            "calls every refusal 500",
            "DI-1 DI-4 DI-5 DI-6",
            () -> heads(head -> head.replaceFirst("^HTTP/1.1 [2-5]..", "HTTP/1.1 500"))),
        BrokenTransport.of(
            "hides a refusal's headers",
            "DI-2",
            () -> heads(head -> head.replaceAll("(?m)^(Retry-After|Set-Cookie).*\r\n", ""))),
        BrokenTransport.of("hides a refusal's body", "DI-3 DI-4", HidesBodies::new),
        BrokenTransport.of(
            "waits for a refused connection to end",
            "DI-1 DI-5",
            () ->
                heads(
                    head ->
                        head.startsWith("HTTP/1.1 101")
                            ? head
                            : head.replaceFirst("Content-Length: .*\r\n", ""))),
        BrokenTransport.of("dials again by itself", "DI-6", DialsAgain::new),
        BrokenTransport.of(
            "knows one reason for every failure",
            "DI-7 DI-8 DI-9 DI-10 DI-11 DI-13 DI-14 DI-15 HS-2 HS-17 HS-19",
            OneReason::new),
        BrokenTransport.of(
            "speaks plain text where TLS was asked for",
            "DI-12 DI-13 DI-14 DI-15 EN-14",
            () ->
                requesting(
                    request ->
                        new DialRequest(
                            URI.create(request.uri().toString().replace("wss:", "ws:")),
                            request.headers(),
                            request.subprotocols(),
                            request.tls(),
                            request.options()))),
        BrokenTransport.of(
            "trusts anybody",
            "DI-13",
            () -> requesting(request -> request.with(request.tls().with(new Trusting())))),
        BrokenTransport.of(
            "does not compare host names",
            "DI-14",
            () ->
                requesting(
                    request -> {
                      Tls tls = request.tls();
                      return request.with(tls.verifyHost(false));
                    })));
  }

  static Flaw tampered(java.util.function.Supplier<Tampered> tap) {
    return new Flaw() {
      @Override
      Tampered tap() {
        return new Tampered() {
          @Override
          public Tampered fresh(Role role) {
            return tap.get().fresh(role);
          }

          @Override
          public Masks masks() {
            return tap.get().masks();
          }
        };
      }
    };
  }

  static Flaw heads(UnaryOperator<String> change) {
    return tampered(() -> new Heads(HeadReading.Kind.WHOLE, change));
  }

  static Tampered asking(UnaryOperator<String> change) {
    return new Tampered() {
      @Override
      public String head(String head) {
        return head.startsWith("GET ") ? change.apply(head) : head;
      }
    };
  }

  static Flaw requesting(UnaryOperator<DialRequest> change) {
    return new Flaw() {
      @Override
      DialRequest request(DialRequest request) {
        return change.apply(request);
      }
    };
  }

  static Flaw opting(UnaryOperator<LinkOptions> change) {
    return new Flaw() {
      @Override
      LinkOptions options(LinkOptions options) {
        return change.apply(options);
      }
    };
  }

  private static final class OpensTwice extends Flaw {
    @Override
    Wrapped wrap(LinkListener app) {
      return new Wrapped(app) {
        @Override
        public void onOpen(Link link, HandshakeInfo info) {
          super.onOpen(link, info);
          super.onOpen(link, info);
        }
      };
    }
  }

  private static final class TakesAny101 extends Flaw {
    @Override
    Tampered tap() {
      return new Tampered() {
        @Override
        public Tampered fresh(Role role) {
          return role == Role.CLIENT ? new Repairing() : new Tampered();
        }
      };
    }
  }

  /** Makes a good answer of every 101. */
  private static final class Repairing extends Tampered {
    private volatile String asked = "";

    @Override
    public String head(String head) {
      asked = head;
      return head;
    }

    @Override
    public InputStream reading(InputStream in) {
      return new HeadReading(in, HeadReading.Kind.WHOLE, this::repaired);
    }

    private String repaired(String head) {
      if (!head.startsWith("HTTP/1.1 101")) {
        return head;
      }
      String offered = RawBytes.header(asked, "Sec-WebSocket-Protocol");
      return offered == null
          ? RawBytes.switching(asked)
          : RawBytes.switching(asked, "Sec-WebSocket-Protocol: " + offered.split(",", 2)[0]);
    }
  }

  private static final class InventsAStatus extends Flaw {
    @Override
    Tampered tap() {
      return new Heads(
          HeadReading.Kind.FOREIGN,
          head -> RawBytes.head("HTTP/1.1 500 Unknown", "Content-Length: 0"));
    }
  }

  private static final class Constant extends Tampered {
    @Override
    public Masks masks() {
      return () -> 42;
    }
  }

  private static final class HidesHeaders extends Flaw {
    @Override
    Wrapped wrap(LinkListener app) {
      return new Wrapped(app) {
        @Override
        public void onOpen(Link link, HandshakeInfo info) {
          super.onOpen(
              link,
              new HandshakeInfo(
                  info.subprotocol(), info.extensions(), Headers.empty(), info.remoteAddress()));
        }
      };
    }
  }

  private static final class DialsAndWaits extends Flaw {
    @Override
    public Link dial(DialRequest request, LinkListener listener) {
      Thread caller = Thread.currentThread();
      CountDownLatch ended = new CountDownLatch(1);
      Ending[] how = new Ending[1];
      Link link =
          super.dial(
              request,
              new Wrapped(listener) {
                @Override
                public void onEnd(Ending ending) {
                  how[0] = ending;
                  ended.countDown();
                }
              });
      try {
        if (ended.await(300, TimeUnit.MILLISECONDS) && Thread.currentThread() == caller) {
          listener.onEnd(how[0]);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return link;
    }
  }

  private static final class HidesBodies extends Flaw {
    @Override
    Wrapped wrap(LinkListener app) {
      return EndFlaws.ending(
          app,
          how ->
              how instanceof Ending.Refused refused
                  ? new Ending.Refused(
                      HttpAnswer.of(refused.answer().status(), refused.answer().headers()),
                      refused.facts())
                  : how);
    }
  }

  private static final class DialsAgain extends Flaw {
    @Override
    public Link dial(DialRequest request, LinkListener listener) {
      return super.dial(
          request,
          new Wrapped(listener) {
            @Override
            public void onEnd(Ending ending) {
              if (ending instanceof Ending.Refused refused
                  && refused.answer().headers().first("Retry-After") != null) {
                URI uri = request.uri();
                String line = "GET " + uri.getPath() + " HTTP/1.1";
                ask(
                    uri.getHost(),
                    uri.getPort(),
                    RawBytes.head(line, "Host: " + uri.getAuthority()));
              }
              super.onEnd(ending);
            }
          });
    }
  }

  /** Asks by itself before an ending is told, so that the other end has it before what is later. */
  static void ask(String host, int port, String head) {
    try (Socket socket = new Socket(host, port)) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class OneReason extends Flaw {
    @Override
    Wrapped wrap(LinkListener app) {
      return EndFlaws.ending(
          app,
          how ->
              how instanceof Ending.Unreachable failed
                  ? new Ending.Unreachable(
                      Unreachability.CONNECT_FAILED,
                      failed.text(),
                      LinkFacts.bare(Role.CLIENT, failed.facts().phase()).with(Peer.UNKNOWN))
                  : how);
    }
  }

  /** Trusts whom nobody vouches for; host names are compared all the same. */
  private static final class Trusting extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
