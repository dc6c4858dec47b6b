package dev.hawser.guice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.inject.AbstractModule;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.spi.Message;
import dev.hawser.ClientBuilder;
import dev.hawser.ServerBuilder;
import dev.hawser.WebSockets;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportProvider;
import dev.hawser.transport.netty.NettyTransport;
import dev.hawser.transport.netty.NettyTransportProvider;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HawserModuleTest {
  private static final String NETTY = "netty (dev.hawser:hawser-transport-netty)";
  private static final String FAKE = "fake (dev.hawser.guice.FakeProvider)";
  private static final String TWIN = "fake (dev.hawser.guice.FakeProvider$Twin)";

  @TempDir private Path folder;

  /** A provider that asks Guice for what it needs. */
  static final class Asking extends FakeProvider {
    final Duration pace;

    @jakarta.inject.Inject
    Asking(Duration pace) {
      this.pace = pace;
    }
  }

  /** A part of a program that brings its own. */
  private static final class Part extends AbstractModule {
    private final Module module;

    Part(Module module) {
      this.module = module;
    }

    @Override
    protected void configure() {
      install(module);
    }
  }

  // Choosing

  @Test
  void takesTheOneTransportThatTheClassPathOffers() {
    Injector injector = ClassPath.with(folder, () -> inject(HawserModule.transport()), netty());

    try (HawserLifecycle lifecycle = injector.getInstance(HawserLifecycle.class)) {
      assertThat(injector.getInstance(Transport.class)).isInstanceOf(NettyTransport.class);
      assertThat(lifecycle).isSameAs(injector.getInstance(HawserLifecycle.class));
    }
  }

  @Test
  void takesTheOneOfThatNameAmongSeveral() {
    Injector injector =
        ClassPath.with(
            folder, () -> inject(HawserModule.transport("fake")), netty(), FakeProvider.class);

    assertThat(injector.getInstance(Transport.class)).isInstanceOf(ScriptedTransport.class);
  }

  @Test
  void takesAProviderThatIsGiven() {
    FakeProvider provider = new FakeProvider();
    Injector injector = inject(HawserModule.transport(provider));

    assertThat(provider.made).isEmpty();
    Transport transport = injector.getInstance(Transport.class);
    assertThat(injector.getInstance(Transport.class)).isSameAs(transport);
    assertThat(provider.made).containsExactly((ScriptedTransport) transport);
  }

  @Test
  void letsGuiceMakeAProviderOfThatClass() {
    Injector injector =
        Guice.createInjector(
            HawserModule.transport(Asking.class),
            binder -> binder.bind(Duration.class).toInstance(Duration.ofSeconds(3)),
            binder -> binder.bind(Asking.class).in(jakarta.inject.Singleton.class));

    Transport transport = injector.getInstance(Transport.class);
    Asking provider = injector.getInstance(Asking.class);
    assertThat(provider.pace).hasSeconds(3);
    assertThat(provider.made).containsExactly((ScriptedTransport) transport);
  }

  @Test
  void takesARunningTransport() {
    ScriptedTransport transport = new ScriptedTransport(new VirtualTime());

    assertThat(inject(HawserModule.over(transport)).getInstance(Transport.class))
        .isSameAs(transport);
  }

  @Test
  void nothingIsNoChoice() {
    assertThatNullPointerException()
        .isThrownBy(() -> HawserModule.transport((String) null))
        .withMessage("name");
    assertThatNullPointerException()
        .isThrownBy(() -> HawserModule.transport((TransportProvider) null))
        .withMessage("provider");
    assertThatNullPointerException()
        .isThrownBy(() -> HawserModule.transport((Class<TransportProvider>) null))
        .withMessage("provider");
    assertThatNullPointerException()
        .isThrownBy(() -> HawserModule.over(null))
        .withMessage("transport");
  }

  // What is wrong

  @Test
  void withoutATransportItNamesAnArtifact() {
    CreationException anyOne = ClassPath.with(folder, () -> refusal(HawserModule.transport()));
    assertThat(message(anyOne))
        .isEqualTo(
            "no transport is on the class path: add dev.hawser:hawser-transport-netty,"
                + " or choose your own by HawserModule.transport(provider)");

    CreationException named =
        ClassPath.with(folder, () -> refusal(HawserModule.transport("tyrus")));
    assertThat(message(named))
        .isEqualTo(
            "no transport is on the class path: add dev.hawser:hawser-transport-tyrus,"
                + " or choose your own by HawserModule.transport(provider)");
    assertThat(named).hasMessageContaining("at HawserModule.transport(\"tyrus\")");
  }

  @Test
  void anUnknownNameIsAnsweredWithThoseFound() {
    CreationException refused =
        ClassPath.with(
            folder, () -> refusal(HawserModule.transport("50%")), netty(), FakeProvider.class);

    assertThat(message(refused))
        .isEqualTo(
            "no transport '50%' is on the class path, found "
                + FAKE
                + ", "
                + NETTY
                + ": add its artifact (Hawser's are called hawser-transport-NAME),"
                + " or choose HawserModule.transport(\"fake\")");
  }

  @Test
  void twoTransportsNeedAChoice() {
    CreationException refused =
        ClassPath.with(
            folder, () -> refusal(HawserModule.transport()), netty(), FakeProvider.class);

    assertThat(message(refused))
        .isEqualTo(
            "more than one transport is on the class path, "
                + FAKE
                + ", "
                + NETTY
                + ": choose one, such as by HawserModule.transport(\"fake\"),"
                + " or keep one artifact");
  }

  @Test
  void twoTransportsOfOneNameCannotBeChosenByIt() {
    CreationException refused =
        ClassPath.with(
            folder,
            () -> refusal(HawserModule.transport("fake")),
            netty(),
            FakeProvider.class,
            FakeProvider.Twin.class);

    assertThat(message(refused))
        .isEqualTo(
            "more than one transport is called 'fake', "
                + TWIN
                + ", "
                + FAKE
                + ": keep one artifact");
  }

  @Test
  void aTransportThatCannotBeLoadedIsNamed() {
    CreationException refused =
        ClassPath.with(folder, () -> refusal(HawserModule.transport()), FakeProvider.Broken.class);

    assertThat(message(refused))
        .startsWith("a transport on the class path cannot be loaded: ")
        .contains("dev.hawser.guice.FakeProvider$Broken");
  }

  @Test
  void aProviderWhoseNeedsAreNotBoundIsAnErrorAtOnce() {
    CreationException refused = refusal(HawserModule.transport(Asking.class));

    assertThat(refused).hasMessageContaining("Duration").hasMessageContaining("Asking");
  }

  @Test
  void aSecondModuleIsOneErrorThatSaysWhereBothAre() {
    CreationException refused =
        refusal(
            new Part(HawserModule.transport(new FakeProvider())),
            HawserModule.over(new ScriptedTransport(new VirtualTime())));

    assertThat(refused.getErrorMessages()).hasSize(1);
    assertThat(refused)
        .hasMessageContaining("TransportChoice was bound multiple times")
        .hasMessageContaining("HawserModule.transport(FakeProvider); install only one HawserModule")
        .hasMessageContaining("HawserModule.over(scripted); install only one HawserModule")
        .hasMessageContaining("installed by: HawserModuleTest$Part -> HawserModule");
  }

  @Test
  void twoModulesThatChooseAlikeAreTwoAllTheSame() {
    CreationException refused =
        ClassPath.with(
            folder,
            () -> refusal(HawserModule.transport("fake"), HawserModule.transport("fake")),
            FakeProvider.class);

    assertThat(refused.getErrorMessages()).hasSize(1);
    assertThat(refused).hasMessageContaining("install only one HawserModule");
  }

  @Test
  void aSecondTransportIsAnErrorThatSaysWhatToRemove() {
    ScriptedTransport other = new ScriptedTransport(new VirtualTime());

    CreationException refused =
        refusal(
            HawserModule.transport(new FakeProvider()),
            binder -> binder.bind(Transport.class).toInstance(other));

    assertThat(refused.getErrorMessages()).hasSize(1);
    assertThat(refused)
        .hasMessageContaining("Transport was bound multiple times")
        .hasMessageContaining(
            "HawserModule.transport(FakeProvider);"
                + " remove the other binding, or choose by HawserModule.over(transport)");
  }

  @Test
  void aSecondClientOrServerIsAnErrorThatSaysWhatToRemove() {
    FakeProvider provider = new FakeProvider();

    assertThat(
            refusal(
                HawserModule.transport(provider),
                binder -> binder.bind(ClientBuilder.class).toInstance(WebSockets.client())))
        .hasMessageContaining("ClientBuilder was bound multiple times")
        .hasMessageContaining("remove the other binding, or annotate it");
    assertThat(
            refusal(
                HawserModule.transport(provider),
                binder -> binder.bind(ServerBuilder.class).toInstance(WebSockets.server())))
        .hasMessageContaining("ServerBuilder was bound multiple times")
        .hasMessageContaining("remove the other binding, or annotate it");
  }

  @Test
  void aPolicyBoundTwiceIsAnErrorThatNamesBothPlaces() {
    CreationException refused =
        refusal(
            HawserModule.transport(new FakeProvider()),
            new Part(binder -> binder.bind(Heartbeat.class).toInstance(Heartbeat.DEFAULT)),
            new Part(
                binder ->
                    binder
                        .bind(Heartbeat.class)
                        .toInstance(Heartbeat.every(Duration.ofSeconds(7)))));

    assertThat(refused.getErrorMessages()).hasSize(1);
    assertThat(refused)
        .hasMessageContaining("Heartbeat was bound multiple times")
        .hasMessageContaining("HawserModuleTest$Part");
  }

  private static Injector inject(Module... modules) {
    return Guice.createInjector(modules);
  }

  private static CreationException refusal(Module... modules) {
    CreationException refused =
        catchThrowableOfType(CreationException.class, () -> Guice.createInjector(modules));
    assertThat(refused).as("refused").isNotNull();
    return refused;
  }

  private static String message(CreationException refused) {
    assertThat(refused.getErrorMessages()).hasSize(1);
    return refused.getErrorMessages().stream().map(Message::getMessage).findFirst().orElseThrow();
  }

  private static Class<NettyTransportProvider> netty() {
    return NettyTransportProvider.class;
  }
}
