package dev.hawser.guice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Inject;
import com.google.inject.Module;
import com.google.inject.util.Modules;
import dev.hawser.ClientBuilder;
import dev.hawser.Connection;
import dev.hawser.Outbox;
import dev.hawser.Outcome;
import dev.hawser.Parting;
import dev.hawser.Server;
import dev.hawser.ServerBuilder;
import dev.hawser.Session;
import dev.hawser.State;
import dev.hawser.StateChange;
import dev.hawser.close.CloseCode;
import dev.hawser.frame.Compression;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.http.Headers;
import dev.hawser.reconnect.ReconnectPolicy;
import dev.hawser.reconnect.VendorProfile;
import dev.hawser.testing.ScriptedLink;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import dev.hawser.transport.Admission;
import dev.hawser.transport.Deadlines;
import dev.hawser.transport.Limits;
import dev.hawser.transport.LinkOptions;
import dev.hawser.transport.Tls;
import dev.hawser.transport.TransportContext;
import dev.hawser.transport.UpgradeRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PrototypesTest {
  private static final Heartbeat HEARTBEAT = Heartbeat.every(Duration.ofSeconds(7));
  private static final Limits LIMITS = Limits.DEFAULT.maxMessage(4321);
  private static final Compression COMPRESSION = Compression.deflate().atLeast(77);
  private static final Deadlines DEADLINES = Deadlines.DEFAULT.close(Duration.ofSeconds(2));

  private final VirtualTime time = new VirtualTime();
  private final ScriptedTransport transport = new ScriptedTransport(time);
  private final List<String> news = new ArrayList<>();

  /** What a program injects. */
  static final class Program {
    final ClientBuilder client;
    final ServerBuilder server;

    @Inject
    Program(ClientBuilder client, ServerBuilder server) {
      this.client = client.keepAlive(false).endpoint("wss://test");
      this.server = server.keepAlive(false);
    }
  }

  private Program program(Module... more) {
    return Guice.createInjector(
            HawserModule.over(transport),
            binder ->
                binder
                    .bind(TransportContext.class)
                    .toInstance(new TransportContext(time, time.executor())),
            Modules.combine(more))
        .getInstance(Program.class);
  }

  private Connection connected(ClientBuilder client) {
    Connection connection = client.connect();
    time.settle();
    transport.last().accept();
    time.settle();
    return connection;
  }

  private ScriptedLink accepted(ServerBuilder builder) {
    Server server = builder.startAsync().toCompletableFuture().join();
    var arrival =
        transport.knock(new UpgradeRequest("/", Headers.empty(), List.of(), "192.0.2.9:1", false));
    time.settle();
    assertThat(server.port()).isPositive();
    ScriptedLink link = arrival.toCompletableFuture().join().link();
    assertThat(link).isNotNull();
    return link;
  }

  @Test
  void withoutBindingsBothAreTheLibrarysDefaults() {
    Program program = program();
    Connection connection = connected(program.client);

    assertThat(transport.last().request().options()).isEqualTo(LinkOptions.DEFAULT);
    assertThat(transport.last().request().tls()).isEqualTo(Tls.DEFAULT);
    transport.last().text("nobody listens");
    transport.last().drop();
    time.settle();
    assertThat(connection.state()).isEqualTo(State.WAITING);
  }

  @Test
  void clientsTakeSizesWaitsHeartbeatCompressionAndTlsThatAreBound() {
    Tls tls = Tls.DEFAULT.verifyHost(false);
    connected(program(shared(), binder -> binder.bind(Tls.class).toInstance(tls)).client);

    assertThat(transport.last().request().options()).isEqualTo(bound());
    assertThat(transport.last().request().tls()).isEqualTo(tls);
  }

  @Test
  void serversTakeSizesWaitsHeartbeatAndCompressionThatAreBound() {
    Server server = program(shared()).server.startAsync().toCompletableFuture().join();
    List<LinkOptions> options = new ArrayList<>();
    transport
        .knock(new UpgradeRequest("/", Headers.empty(), List.of(), "192.0.2.9:1", false))
        .thenAccept(arrival -> options.add(((Admission.Accept) arrival.admission()).options()));
    time.settle();

    assertThat(options).containsExactly(bound());
    assertThat(server.sessions()).hasSize(1);
  }

  @Test
  void clientsComeBackByThePolicyThatIsBound() {
    Connection connection =
        connected(
            program(
                    binder ->
                        binder.bind(ReconnectPolicy.class).toInstance(ReconnectPolicy.never()))
                .client);

    transport.last().drop();
    time.settle();

    assertThat(connection.state()).isEqualTo(State.TERMINATED);
  }

  @Test
  void clientsObeyTheVendorsProfileThatIsBound() {
    VendorProfile pusher = VendorProfile.named("pusher");
    Connection connection =
        connected(program(binder -> binder.bind(VendorProfile.class).toInstance(pusher)).client);

    transport.last().peerCloses(CloseCode.of(4001)); // the application does not exist
    time.settle();

    assertThat(connection.state()).isEqualTo(State.TERMINATED);
  }

  @Test
  void aProfileThatThePolicyWouldNotObeyIsRefused() {
    assertThatExceptionOfType(CreationException.class)
        .isThrownBy(
            () ->
                program(
                    binder -> {
                      binder.bind(VendorProfile.class).toInstance(VendorProfile.named("pusher"));
                      binder.bind(ReconnectPolicy.class).toInstance(ReconnectPolicy.never());
                    }))
        .withMessageContaining("bind a Backoff, or remove the profile");
  }

  @Test
  void clientsKeepMessagesByTheOutboxThatIsBound() {
    Connection connection =
        program(binder -> binder.bind(Outbox.class).toInstance(Outbox.messages(1)))
            .client
            .connect();
    List<Outcome> outcomes = new ArrayList<>();
    connection.sendText("kept").thenAccept(outcomes::add);
    connection.sendText("one too many").thenAccept(outcomes::add);
    time.settle();

    assertThat(outcomes).containsExactly(new Outcome.Dropped(Outcome.Dropped.Reason.FULL));
  }

  @Test
  void everyStateListenerIsToldInTheOrderOfBinding() {
    connected(program(state("a"), state("b")).client);

    assertThat(news)
        .containsExactly(
            "a QUEUED",
            "b QUEUED",
            "a CONNECTING",
            "b CONNECTING",
            "a PREPARING",
            "b PREPARING",
            "a OPEN",
            "b OPEN");
  }

  @Test
  void everyEndListenerIsToldOfClientsAndServers() {
    Program program = program(end("a"), end("b"));
    connected(program.client);
    transport.last().peerCloses(CloseCode.of(4001));
    time.settle();
    accepted(program.server).peerCloses(CloseCode.of(4002));
    time.settle();

    assertThat(news).containsExactly("a 4001", "b 4001", "a 4002", "b 4002");
  }

  @Test
  void whatAProgramCallsReplacesWhatWasBound() {
    connected(program(state("a"), shared()).client.heartbeat(Heartbeat.OFF).onState(c -> {}));

    assertThat(news).isEmpty();
    assertThat(transport.last().request().options().heartbeat()).isEqualTo(Heartbeat.OFF);
    assertThat(transport.last().request().options().limits()).isEqualTo(LIMITS);
  }

  private static Module shared() {
    return binder -> {
      binder.bind(Heartbeat.class).toInstance(HEARTBEAT);
      binder.bind(Limits.class).toInstance(LIMITS);
      binder.bind(Deadlines.class).toInstance(DEADLINES);
      binder.bind(Compression.class).toInstance(COMPRESSION);
    };
  }

  private static LinkOptions bound() {
    return LinkOptions.DEFAULT.with(HEARTBEAT).with(LIMITS).with(DEADLINES).with(COMPRESSION);
  }

  private Module state(String name) {
    Consumer<StateChange> listener = change -> news.add(name + " " + change.to());
    return binder -> HawserModule.stateListeners(binder).addBinding().toInstance(listener);
  }

  private Module end(String name) {
    BiConsumer<Session, Parting> listener =
        (session, parting) -> news.add(name + " " + parting.code().value());
    return binder -> HawserModule.endListeners(binder).addBinding().toInstance(listener);
  }
}
