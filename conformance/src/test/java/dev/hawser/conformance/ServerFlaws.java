package dev.hawser.conformance;

import static dev.hawser.conformance.HandshakeFlaws.heads;
import static dev.hawser.conformance.HandshakeFlaws.opting;
import static dev.hawser.conformance.HandshakeFlaws.tampered;
import static dev.hawser.conformance.MessageFlaws.wrapping;

import dev.hawser.close.Ending;
import dev.hawser.conformance.plain.Tampered;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.time.WheelTimers;
import dev.hawser.transport.Acceptor;
import dev.hawser.transport.Admission;
import dev.hawser.transport.Capability;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.LinkOptions;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.TransportContext;
import dev.hawser.transport.UpgradeRequest;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Transports with their own ideas of time, credit, threads, resources and requests. */
final class ServerFlaws {
  private ServerFlaws() {}

  static List<BrokenTransport> all() {
    return List.of(
        BrokenTransport.of(
            "has timers of its own",
            "DI-9 DI-10 CL-6 CL-7 CL-11 FR-14 HB-5 HB-6 HB-10 FL-5 SV-9 SV-10 EN-17",
            OwnTimers::new),
        BrokenTransport.of("answers no Ping", "HB-1 HB-2 DL-4", () -> tampered(NoPong::new)),
        BrokenTransport.of("hides Pongs", "HB-4", () -> wrapping(HidesPongs::new)),
        BrokenTransport.of(
            "has no heartbeat",
            "HB-5 HB-6 HB-7 HB-10",
            () -> opting(options -> options.with(Heartbeat.OFF))),
        BrokenTransport.of("confirms nothing", "HB-8", () -> wrapping(ConfirmsNothing::new)),
        BrokenTransport.of(
            "has a heartbeat of its own", "HB-9", () -> opting(ServerFlaws::beating)),
        BrokenTransport.of(
            "delivers unasked", "FL-1 FL-4 FL-5 HB-2 EN-16 EN-17", () -> wrapping(Unasked::new)),
        BrokenTransport.of("lets credit overflow", "FL-2", () -> wrapping(Overflows::new)),
        BrokenTransport.of("takes any credit", "FL-3", () -> wrapping(AnyCredit::new)),
        BrokenTransport.of(
            "reads nothing without credit", "HB-2 FL-1 EN-16 EN-17 FL-5 FL-6", Parks::new),
        BrokenTransport.of("calls back from a pool", "TH-1", Pools::new),
        BrokenTransport.of("ignores callbacksOn", "TH-5", () -> opting(ServerFlaws::onTheLink)),
        BrokenTransport.of("cannot be closed", "RS-1 RS-2", Unclosable::new),
        BrokenTransport.of("parks a thread for each link", "RS-3", Flaw::new),
        BrokenTransport.of("dials fifty at a time", "RS-3 RS-4", Fifty::new),
        BrokenTransport.of("cannot dial from within an end", "RS-5", NotYet::new),
        BrokenTransport.of("hides a gap", "RS-6", HidesAGap::new),
        BrokenTransport.of("binds every address", "SV-1", () -> listening(ServerFlaws::anywhere)),
        BrokenTransport.of("binds another port where one is taken", "SV-2", AnyPort::new),
        BrokenTransport.of("answers without a subprotocol", "SV-3", NoSubprotocol::new),
        BrokenTransport.of("refuses in its own words", "SV-5", OwnWords::new),
        BrokenTransport.of(
            "takes any request",
            "SV-6 SV-7",
            () -> heads(head -> head.startsWith("HTTP/") ? head : RawBytes.upgradeRequest("/"))),
        BrokenTransport.of("wants a decision at once", "SV-11", Impatient::new),
        BrokenTransport.of("calls a fault a refusal", "SV-12", Blames::new),
        BrokenTransport.of("ends links with its listening", "SV-15", EndsLinks::new),
        BrokenTransport.of(
            "accepts any number",
            "SV-16",
            () -> listening(request -> request.maxConnections(Integer.MAX_VALUE))),
        BrokenTransport.of(
            "listens in plain text",
            "SV-17",
            () ->
                listening(
                    request ->
                        new ListenRequest(
                            request.host(),
                            request.port(),
                            null,
                            request.maxConnections(),
                            request.options()))));
  }

  private static LinkOptions beating(LinkOptions options) {
    return options.heartbeat().enabled()
        ? options
        : options.with(Heartbeat.every(java.time.Duration.ofSeconds(30)));
  }

  private static LinkOptions onTheLink(LinkOptions options) {
    return new LinkOptions(
        options.delivery(),
        options.limits(),
        options.deadlines(),
        options.heartbeat(),
        options.lenientCodes(),
        options.compression(),
        options.buffers(),
        null);
  }

  private static ListenRequest anywhere(ListenRequest asked) {
    return new ListenRequest(
        "0.0.0.0", asked.port(), asked.tls(), asked.maxConnections(), asked.options());
  }

  private static Flaw listening(UnaryOperator<ListenRequest> change) {
    return new Flaw() {
      @Override
      ListenRequest listening(ListenRequest request) {
        return change.apply(request);
      }
    };
  }

  private static final class OwnTimers extends Flaw {
    @Override
    TransportContext context(TransportSetup setup) {
      return new TransportContext(WheelTimers.shared(), setup.executor());
    }
  }

  private static final class NoPong extends Flaw.Frames {
    @Override
    Flaw.Frames copy() {
      return new NoPong();
    }

    @Override
    byte[] sent(int first, byte[] payload) {
      return first == 0x8A ? new byte[0] : frame(first, payload);
    }
  }

  private static final class HidesPongs extends Flaw.Wrapped {
    HidesPongs(LinkListener app) {
      super(app);
    }

    @Override
    public void onPong(ByteBuffer payload) {}
  }

  private static final class ConfirmsNothing extends Flaw.Wrapped {
    ConfirmsNothing(LinkListener app) {
      super(app);
    }

    @Override
    public void onConfirmed(long messages) {}
  }

  private static final class Unasked extends Flaw.Wrapped {
    Unasked(LinkListener app) {
      super(app);
    }

    @Override
    public void onOpen(Link link, HandshakeInfo info) {
      super.onOpen(link, info);
      link.request(Long.MAX_VALUE);
    }
  }

  private static final class Overflows extends Flaw.Wrapped {
    private long sum;

    Overflows(LinkListener app) {
      super(app);
    }

    @Override
    public void request(long messages) {
      sum += messages;
      super.request(messages);
    }

    @Override
    public void onText(String message) {
      if (sum > 0) {
        super.onText(message);
      }
    }
  }

  private static final class AnyCredit extends Flaw.Wrapped {
    AnyCredit(LinkListener app) {
      super(app);
    }

    @Override
    public void request(long messages) {
      if (messages > 0) {
        super.request(messages);
      }
    }
  }

  private static final class Parks extends Flaw {
    private volatile boolean credit;

    @Override
    Wrapped wrap(LinkListener app) {
      credit = false;
      return new Wrapped(app) {
        @Override
        public void request(long messages) {
          credit = true;
          super.request(messages);
        }
      };
    }

    @Override
    Tampered tap() {
      return new Tampered() {
        @Override
        public byte[] in(byte[] bytes) {
          long end = System.nanoTime() + 3_000_000_000L;
          while (!credit && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(1_000_000);
          }
          return bytes;
        }
      };
    }
  }

  private static final class Pools extends Flaw {
    private final ExecutorService pool = Executors.newFixedThreadPool(4);

    @Override
    Wrapped wrap(LinkListener app) {
      return new Wrapped(app) {
        @Override
        public void onText(String message) {
          pool.execute(() -> super.onText(message));
        }

        @Override
        public void onPong(ByteBuffer payload) {
          pool.execute(() -> super.onPong(payload));
        }
      };
    }

    @Override
    public void close() {
      super.close();
      pool.shutdown();
    }
  }

  private static final class Unclosable extends Flaw {
    @Override
    public void close() {}
  }

  /** Keeps what goes beyond fifty links waiting. */
  private static final class Fifty extends Flaw {
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int live;

    @Override
    public synchronized Link dial(DialRequest request, LinkListener listener) {
      if (live < 50) {
        live++;
        return super.dial(request, listener);
      }
      waiting.add(() -> super.dial(request, listener));
      return new Wrapped(listener);
    }
  }

  private static final class NotYet extends Flaw {
    private final Set<Thread> ending = ConcurrentHashMap.newKeySet();

    @Override
    Wrapped wrap(LinkListener app) {
      return new Wrapped(app) {
        @Override
        public void onEnd(Ending how) {
          ending.add(Thread.currentThread());
          try {
            super.onEnd(how);
          } finally {
            ending.remove(Thread.currentThread());
          }
        }
      };
    }

    @Override
    public Link dial(DialRequest request, LinkListener listener) {
      if (ending.contains(Thread.currentThread())) {
        throw new RejectedExecutionException("still ending");
      }
      return super.dial(request, listener);
    }
  }

  private static final class HidesAGap extends Flaw {
    @Override
    public Set<Capability> capabilities() {
      return super.capabilities().stream()
          .filter(capability -> capability != Capability.PING)
          .collect(Collectors.toSet());
    }
  }

  private static final class AnyPort extends Flaw {
    @Override
    public CompletionStage<Listening> listen(ListenRequest request, Acceptor acceptor) {
      return super.listen(
          new ListenRequest(
              request.host(), 0, request.tls(), request.maxConnections(), request.options()),
          acceptor);
    }
  }

  private static final class NoSubprotocol extends Flaw {
    @Override
    Admission.Accept accept(Admission.Accept yes) {
      return new Admission.Accept("", Headers.empty(), yes.listener(), yes.options());
    }
  }

  private static final class OwnWords extends Flaw {
    @Override
    CompletionStage<Admission> decide(Acceptor acceptor, UpgradeRequest request) {
      return acceptor
          .decide(request)
          .thenApply(
              admission ->
                  admission instanceof Admission.Refuse
                      ? new Admission.Refuse(
                          new HttpAnswer(
                              403,
                              Headers.empty(),
                              ByteBuffer.wrap("no".getBytes(StandardCharsets.UTF_8))))
                      : admission);
    }
  }

  private static final class Impatient extends Flaw {
    @Override
    CompletionStage<Admission> decide(Acceptor acceptor, UpgradeRequest request) {
      CompletableFuture<Admission> decision = acceptor.decide(request).toCompletableFuture();
      return decision.isDone()
          ? decision
          : now(new Admission.Refuse(HttpAnswer.of(503, Headers.empty())));
    }
  }

  private static final class Blames extends Flaw {
    @Override
    CompletionStage<Admission> decide(Acceptor acceptor, UpgradeRequest request) {
      Admission refusal = new Admission.Refuse(HttpAnswer.of(403, Headers.empty()));
      try {
        return acceptor.decide(request).exceptionally(thrown -> refusal);
      } catch (IllegalStateException thrown) {
        return now(refusal);
      }
    }
  }

  private static final class EndsLinks extends Flaw {
    private final ConcurrentLinkedQueue<Link> links = new ConcurrentLinkedQueue<>();

    @Override
    Wrapped wrap(LinkListener app) {
      return new Wrapped(app) {
        @Override
        public void onOpen(Link link, HandshakeInfo info) {
          links.add(link);
          super.onOpen(link, info);
        }
      };
    }

    @Override
    public CompletionStage<Listening> listen(ListenRequest request, Acceptor acceptor) {
      return super.listen(request, acceptor).thenApply(EndingListening::new);
    }

    private final class EndingListening implements Listening {
      private final Listening plain;

      EndingListening(Listening plain) {
        this.plain = plain;
      }

      @Override
      public InetSocketAddress address() {
        return plain.address();
      }

      @Override
      public void close() {
        plain.close();
        links.forEach(Link::abort);
      }
    }
  }
}
