package dev.hawser.doctor.battery;

import dev.hawser.doctor.evidence.AddressTry;
import dev.hawser.doctor.evidence.Ask;
import dev.hawser.doctor.evidence.CaseFile;
import dev.hawser.doctor.evidence.Exchange;
import dev.hawser.doctor.evidence.HopLook;
import dev.hawser.doctor.evidence.Probe;
import dev.hawser.doctor.evidence.Reach;
import dev.hawser.doctor.evidence.SessionLook;
import dev.hawser.doctor.evidence.TlsLook;
import dev.hawser.doctor.evidence.WireEnd;
import dev.hawser.doctor.plan.Plan;
import dev.hawser.doctor.plan.Target;
import dev.hawser.doctor.plan.Via;
import dev.hawser.doctor.wire.Knock;
import dev.hawser.doctor.wire.Pace;
import dev.hawser.doctor.wire.RawLine;
import dev.hawser.doctor.wire.Socketed;
import dev.hawser.doctor.wire.TlsDial;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** The probes of one hop, in an order in which each knows what the one before it found. */
public final class Battery {
  private static final int REPEATS = 4;

  /** Who takes long to refuse is asked less often. */
  private static final int SLOW_REPEATS = 2;

  private static final long SLOW_MILLIS = 1_000;

  private final Target target;
  private final Plan plan;
  private Budget budget;
  private final ExecutorService executor;

  /** Returns the battery for that target; probes that may run side by side use the executor. */
  public Battery(Target target, Plan plan, ExecutorService executor, Pace pace) {
    this.target = target;
    this.plan = plan;
    this.executor = executor;
    // Each rung may want a control, and the second pass is no longer than the first.
    int ladder = 4 * plan.rungs().size();
    this.budget = new Budget(plan.connections() + ladder, plan.longest(), pace);
  }

  /** Examines the URL itself. */
  public CaseFile front() {
    return examine(target.uri().host(), target.uri().port(), target.uri().secure(), true);
  }

  /** Examines the further hops, in their order; without the tests that take long. */
  public List<HopLook> vias() {
    int hops = target.vias().size();
    // Their own, so that a slow answer at the URL takes nothing from them.
    budget = new Budget(plan.connections() * hops, plan.longestBehind(), budget.pace());
    List<CompletableFuture<HopLook>> looks = new ArrayList<>();
    for (Via via : target.vias()) {
      looks.add(CompletableFuture.supplyAsync(() -> look(via), executor));
    }
    return looks.stream().map(CompletableFuture::join).toList();
  }

  private HopLook look(Via via) {
    boolean secure = via.scheme().isEmpty() ? target.uri().secure() : via.scheme().equals("wss");
    return new HopLook(via.name(), via.address(), examine(via.host(), via.port(), secure, false));
  }

  private CaseFile examine(String host, int port, boolean secure, boolean whole) {
    CaseBuilder notes =
        new CaseBuilder(
            new Ask(secure, target.credentials(), target.subprotocols(), target.origin()));
    Reaching.Resolved resolved = Reaching.resolve(host);
    notes.lookup(resolved.lookup());
    List<InetAddress> addresses = resolved.addresses();
    if (addresses.isEmpty()) {
      return notes.build();
    }
    Scene scene = scene(new InetSocketAddress(addresses.get(0), port), secure, notes);
    List<AddressTry> tries = Reaching.dial(addresses, port, scene, executor);
    int open = first(tries);
    boolean silent = tries.stream().allMatch(t -> t.reach() == Reach.TIMEOUT);
    boolean other = silent && Reaching.otherPortAnswers(addresses.get(0), port, budget);
    notes.tries(tries, other);
    if (open < 0) {
      return notes.build();
    }
    scene = scene(new InetSocketAddress(addresses.get(open), port), secure, notes);
    if (!secure || tls(scene)) {
      knock(scene, whole);
    }
    return notes.build();
  }

  private static int first(List<AddressTry> tries) {
    for (int i = 0; i < tries.size(); i++) {
      if (tries.get(i).reach() == Reach.CONNECTED) {
        return i;
      }
    }
    return -1;
  }

  private Scene scene(InetSocketAddress address, boolean secure, CaseBuilder notes) {
    TlsDial tls = secure ? new TlsDial(target.uri().host(), plan.trusted()) : null;
    Knock.Base base =
        new Knock.Base(
            target.uri(),
            target.headers(),
            target.subprotocols(),
            target.sentOrigin(),
            target.ownOrigin());
    int millis = (int) plan.connect().toMillis();
    Knock knock = new Knock(address, tls, base, millis, budget.pace());
    return new Scene(knock, plan, budget, notes);
  }

  /** Looks at TLS, and tells whether there is anything to go on with: secrets may be sent. */
  private boolean tls(Scene scene) {
    TlsLook look = shake(scene, List.of("http/1.1"));
    if (look == null) {
      return false;
    }
    scene.notes().tls("http/1.1", look);
    if (look.done() || look.end() != WireEnd.OPEN) {
      other(scene, "h2", List.of("h2"));
    }
    if (!look.done()) {
      if (!look.answeredInClear()) {
        scene.note(Probe.CLEAR);
      }
      if (look.end() != WireEnd.OPEN) {
        other(scene, "none", List.of());
      }
    }
    return look.done() && look.faults().isEmpty();
  }

  private void other(Scene scene, String name, List<String> alpn) {
    TlsLook look = shake(scene, alpn);
    if (look != null) {
      scene.notes().tls(name, look);
    }
  }

  private @Nullable TlsLook shake(Scene scene, List<String> alpn) {
    if (!budget.take()) {
      return null;
    }
    int millis = (int) plan.connect().toMillis();
    try (RawLine line = RawLine.dial(scene.knock().address(), millis, budget.pace())) {
      return new TlsDial(target.uri().host(), plan.trusted()).shake(line, alpn, budget.in(millis));
    } catch (IOException e) {
      return null;
    }
  }

  private void knock(Scene scene, boolean whole) {
    Knock.Visit visit = scene.visit(Probe.WS0);
    if (visit == null) {
      scene.notes().unseen("upgrade");
      return;
    }
    scene.notes().exchange(Probe.WS0, visit.exchange());
    Socketed socket = visit.socket();
    if (socket == null) {
      refused(scene, visit.exchange());
    } else {
      accepted(scene, socket, whole);
    }
  }

  /** The controls of a refusal: the same bytes with one thing changed. */
  private void refused(Scene scene, Exchange answer) {
    List<Probe> controls =
        answer.status() == 0
            ? List.of(Probe.GET)
            : List.of(
                Probe.GET,
                Probe.RND,
                Probe.V8,
                Probe.NOKEY,
                Probe.WS_FF,
                Probe.NO_ORIGIN,
                Probe.OWN_ORIGIN,
                Probe.FOREIGN_ORIGIN);
    List<CompletableFuture<?>> running = side(scene, controls);
    if (answer.status() == 0 && !scene.notes().build().ask().secure()) {
      TlsLook look = shake(scene, List.of("http/1.1"));
      if (look != null) {
        scene.notes().tlsOnClear(look);
      }
    }
    boolean perhapsOneOfMany =
        answer.status() >= 500 || (answer.mute() && answer.end() != WireEnd.OPEN);
    if (perhapsOneOfMany) {
      Again.repeat(scene, answer.millis() > SLOW_MILLIS ? SLOW_REPEATS : REPEATS);
    }
    running.forEach(CompletableFuture::join);
    if (!perhapsOneOfMany && scene.notes().originMatters()) {
      // Once more as at first: it may have been anything else that changed.
      Again.repeat(scene, 2);
    }
  }

  private List<CompletableFuture<?>> side(Scene scene, List<Probe> probes) {
    List<CompletableFuture<?>> running = new ArrayList<>();
    for (Probe probe : probes) {
      running.add(CompletableFuture.runAsync(() -> scene.note(probe), executor));
    }
    return running;
  }

  private void accepted(Scene scene, Socketed socket, boolean whole) {
    IdleTest idle = whole ? IdleTest.start(scene, executor) : null;
    List<Probe> controls = new ArrayList<>(List.of(Probe.NO_ORIGIN, Probe.FOREIGN_ORIGIN));
    controls.addAll(List.of(Probe.EXT, Probe.SUB, Probe.RND, Probe.V8, Probe.NOKEY));
    if (target.credentials()) {
      controls.add(Probe.NO_CREDENTIALS);
    }
    List<CompletableFuture<?>> running = side(scene, controls);
    try (socket) {
      SessionLook look = SessionProbe.watch(socket, budget);
      if (look.lost()) {
        scene.notes().session(look);
        scene.notes().endedBefore();
      } else {
        scene.notes().close(SessionProbe.close(socket, 1000, budget));
        scene.notes().session(SessionProbe.later(look, socket));
        if (look.pings() == 0) {
          scene.notes().unseen("ping");
        }
      }
    }
    // Who does not answer a Close would not answer the next ones either.
    Again.repeat(scene, scene.notes().answersClose() ? (whole ? REPEATS : 1) : 0);
    running.forEach(CompletableFuture::join);
    if (whole && !plan.message().isEmpty()) {
      EchoTest.run(scene);
    }
    if (plan.largest() > 0) {
      SizeTest.run(scene);
    }
    if (plan.ownThis() && whole) {
      malformed(scene);
    }
    if (idle != null) {
      idle.finish();
    }
    if (scene.notes().refusedLater()) {
      Again.alone(scene);
    }
  }

  private void malformed(Scene scene) {
    for (SessionProbe.Malformed frame : SessionProbe.malformedFrames()) {
      Knock.Visit visit = scene.visit(Probe.WS0);
      Socketed socket = visit == null ? null : visit.socket();
      if (socket != null) {
        try (socket) {
          socket.watch(budget.in(50));
          scene
              .notes()
              .malformed(SessionProbe.malformed(socket, frame.bytes(), frame.code(), budget));
        }
      } else {
        scene.notes().unseen("malformed");
      }
    }
  }
}
