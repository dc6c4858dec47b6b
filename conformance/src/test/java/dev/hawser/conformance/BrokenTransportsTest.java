package dev.hawser.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.hawser.transport.Capability;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.Transport;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Who guards the guards: each rule fails, by its name, on a transport that breaks it. */
class BrokenTransportsTest {
  /** What at least one of has to be kept by a transport that is broken in one way only. */
  private static final Set<String> ORDINARY = Set.of("HS-6", "DI-7", "CL-3", "SV-2");

  private static final String PATIENCE = "1000";
  private static final ThreadLocal<Supplier<Transport>> NOTHING = new ThreadLocal<>();
  private static final ThreadLocal<Supplier<Flaw>> CURRENT = new ThreadLocal<>();

  /** The kit on the transport of the thread it runs in. */
  static class OnTrial extends TransportConformance {
    @Override
    protected Transport newTransport(TransportSetup setup) {
      Supplier<Transport> nothing = NOTHING.get();
      return nothing == null ? CURRENT.get().get().over(setup) : nothing.get();
    }
  }

  private static List<BrokenTransport> all() {
    return Stream.of(
            HandshakeFlaws.all(),
            ProxyFlaws.all(),
            MessageFlaws.all(),
            EndFlaws.all(),
            ServerFlaws.all(),
            LeakFlaws.all(),
            CompressionFlaws.all())
        .flatMap(Collection::stream)
        .toList();
  }

  private static Map<String, String> methods() {
    Map<String, String> methods = new HashMap<>();
    for (Method method : TransportConformance.class.getMethods()) {
      Rule rule = method.getAnnotation(Rule.class);
      if (rule != null) {
        methods.put(rule.id(), method.getName());
      }
    }
    return methods;
  }

  /** Runs these rules and returns what each failed with; one that did not fail is left out. */
  private static Map<String, Throwable> failures(Collection<String> rules, String patience) {
    Map<String, String> methods = methods();
    Map<String, Throwable> failures = new HashMap<>();
    EngineTestKit.Builder kit =
        EngineTestKit.engine("junit-jupiter")
            .configurationParameter(Kit.PATIENCE, patience)
            .configurationParameter(Kit.REPORT, "off");
    for (String rule : rules) {
      kit.selectors(selectMethod(OnTrial.class, methods.get(rule)));
    }
    Map<String, String> ids =
        methods.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    List<Event> finished = kit.execute().testEvents().finished().list();
    assertThat(finished).as("rules that ran").hasSameSizeAs(rules);
    for (Event event : finished) {
      TestExecutionResult result = event.getRequiredPayload(TestExecutionResult.class);
      String name = event.getTestDescriptor().getDisplayName().replace("()", "");
      result.getThrowable().ifPresent(thrown -> failures.put(ids.get(name), thrown));
    }
    return failures;
  }

  @TestFactory
  Stream<DynamicTest> failsTheRulesItBreaksByName() {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    List<DynamicTest> tests = new ArrayList<>();
    for (BrokenTransport broken : all()) {
      Future<Map<String, Throwable>> run =
          threads.submit(
              () -> {
                CURRENT.set(broken.flaw());
                Set<String> rules = new TreeSet<>(broken.rules());
                rules.addAll(ORDINARY);
                return failures(rules, PATIENCE);
              });
      tests.add(DynamicTest.dynamicTest(broken.what(), () -> judge(broken, run.get())));
    }
    threads.shutdown();
    return tests.stream();
  }

  private static void judge(BrokenTransport broken, Map<String, Throwable> failures) {
    assertThat(failures.keySet()).as("rules broken").containsAll(broken.rules());
    for (Rule rule : RuleBook.rules()) {
      if (broken.rules().contains(rule.id())) {
        assertThat(failures.get(rule.id()))
            .hasMessageStartingWith(rule.id() + " (" + rule.level() + ", ")
            .hasMessageContaining(rule.intent());
      }
    }
    Set<String> kept = new TreeSet<>(ORDINARY);
    kept.removeAll(failures.keySet());
    assertThat(kept).as("ordinary rules it still keeps").isNotEmpty();
  }

  @Test
  void noRuleIsUnguarded() {
    Set<String> unguarded = new TreeSet<>(methods().keySet());
    for (BrokenTransport broken : all()) {
      assertThat(methods().keySet()).as(broken.what()).containsAll(broken.rules());
      unguarded.removeAll(broken.rules());
    }
    assertThat(unguarded).isEmpty();
  }

  @Test
  void aTransportThatDoesNothingKeepsNoRule() {
    NOTHING.set(DoNothing::new);
    try {
      Set<String> all = methods().keySet();
      Set<String> kept = new TreeSet<>(all);
      kept.removeAll(failures(all, "50").keySet());
      assertThat(kept).as("rules a transport keeps by doing nothing").isEmpty();
    } finally {
      NOTHING.remove();
    }
  }

  @Test
  void everyRuleIsAMethodOfItsOwn() {
    assertThat(methods()).hasSameSizeAs(RuleBook.rules());
  }

  /** Takes every call and does nothing. */
  private static final class DoNothing extends Flaw {
    @Override
    public Set<Capability> capabilities() {
      return Set.copyOf(Arrays.asList(Capability.SERVER, Capability.ABORT));
    }

    @Override
    public Link dial(DialRequest request, LinkListener listener) {
      Flaw.Wrapped inert = new Inert(listener);
      inert.beneath = inert;
      return inert;
    }

    @Override
    public java.util.concurrent.CompletionStage<dev.hawser.transport.Listening> listen(
        dev.hawser.transport.ListenRequest request, dev.hawser.transport.Acceptor acceptor) {
      return new java.util.concurrent.CompletableFuture<>();
    }

    @Override
    public void close() {}
  }

  private static final class Inert extends Flaw.Wrapped {
    Inert(LinkListener app) {
      super(app);
    }

    @Override
    public void request(long messages) {}

    @Override
    public void sendText(String message, dev.hawser.transport.Completion completion) {}

    @Override
    public void close(dev.hawser.close.CloseReason reason) {}

    @Override
    public void abort() {}
  }
}
