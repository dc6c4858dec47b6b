package dev.hawser;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.http.Headers;
import dev.hawser.testing.ScriptedLink;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import dev.hawser.transport.UpgradeRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a server goes through what can happen to it, in virtual time. */
final class ServerStage {
  private static final Duration LONG = ofSeconds(120);

  final @Nullable Aside aside;
  final VirtualTime time = new VirtualTime();
  final ScriptedTransport transport = new ScriptedTransport(time);
  ServerBuilder server = transport.server();
  Consumer<Server> begun = server -> {};

  /** A stage where everything runs on the thread of the test. */
  ServerStage() {
    this.aside = null;
  }

  /** A stage where what may wait does so aside. */
  ServerStage(Aside aside) {
    this.aside = aside;
    server = server.executor(aside);
  }

  void settle() {
    time.settle();
    if (aside != null) {
      aside.settle();
      time.settle();
    }
  }

  void with(ServerBuilder other) {
    server = other;
  }

  void knock() {
    try {
      transport.knock(new UpgradeRequest("/", Headers.empty(), List.of(), "192.0.2.7:1", false));
    } catch (IllegalStateException over) { // a call closed the server before
      assertThat(over).hasMessage("no server listens");
    }
    settle();
    for (ScriptedLink link : transport.links()) {
      link.holdClose(true);
    }
  }

  void arrive() {
    for (ScriptedLink link : transport.links()) {
      link.text("message");
      link.binary((byte) 1);
    }
    settle();
    for (ScriptedLink link : transport.links()) {
      link.answerHeartbeat(ofMillis(5));
    }
    settle();
  }

  /** Goes through what can happen to a server. */
  void play(Server server) {
    knock();
    knock();
    if (aside == null) {
      begun.accept(server);
    } else {
      aside.execute(() -> begun.accept(server));
    }
    arrive();
    if (!transport.links().isEmpty()) {
      transport.links().get(0).drop();
    }
    settle();
    knock();
    arrive();
    if (!transport.links().isEmpty()) {
      transport.last().peerCloses(CloseCode.NORMAL_CLOSURE);
    }
    settle();
    server.close();
    settle();
    letGo();
  }

  void letGo() {
    for (ScriptedLink link : transport.links()) {
      link.holdClose(false);
    }
    settle();
    time.advance(LONG);
    settle();
    if (aside != null) {
      aside.finish(() -> time.advance(ofSeconds(1)));
      time.advance(LONG);
    }
  }

  /** Where a server stands when a thread of the user's own calls it. */
  enum Standing {
    EMPTY {
      @Override
      void bring(Server server, ServerStage stage) {}
    },
    SERVING {
      @Override
      void bring(Server server, ServerStage stage) {
        stage.knock();
        stage.knock();
      }
    },
    DRAINING {
      @Override
      void bring(Server server, ServerStage stage) {
        SERVING.bring(server, stage);
        server.drain(Drain.over(ofSeconds(10)));
        stage.time.advance(ofMillis(1));
      }
    },
    CLOSING {
      @Override
      void bring(Server server, ServerStage stage) {
        SERVING.bring(server, stage);
        server.close();
        stage.settle();
      }
    },
    CLOSED {
      @Override
      void bring(Server server, ServerStage stage) {
        CLOSING.bring(server, stage);
        stage.letGo();
      }
    };

    abstract void bring(Server server, ServerStage stage);
  }
}
