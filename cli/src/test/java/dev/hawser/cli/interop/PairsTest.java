package dev.hawser.cli.interop;

import dev.hawser.conformance.PairConformance;
import dev.hawser.conformance.TransportSetup;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportProvider;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Nested;

/** Every transport as client of every transport. */
class PairsTest {
  /** Two transports by name. */
  private abstract static class Meeting extends PairConformance {
    private final String client;
    private final String server;

    Meeting(String client, String server) {
      this.client = client;
      this.server = server;
    }

    @Override
    protected Transport newClient(TransportSetup setup) {
      return create(client, setup);
    }

    @Override
    protected Transport newServer(TransportSetup setup) {
      return create(server, setup);
    }

    private static Transport create(String name, TransportSetup setup) {
      for (TransportProvider provider : ServiceLoader.load(TransportProvider.class)) {
        if (provider.name().equals(name)) {
          return provider.create(setup.context());
        }
      }
      throw new AssertionError("no transport '" + name + "' on the class path");
    }
  }

  @Nested
  class NettyToNetty extends Meeting {
    NettyToNetty() {
      super("netty", "netty");
    }
  }

  @Nested
  class NettyToVertx extends Meeting {
    NettyToVertx() {
      super("netty", "vertx");
    }
  }

  @Nested
  class NettyToTyrus extends Meeting {
    NettyToTyrus() {
      super("netty", "tyrus");
    }
  }

  @Nested
  class VertxToNetty extends Meeting {
    VertxToNetty() {
      super("vertx", "netty");
    }
  }

  @Nested
  class VertxToVertx extends Meeting {
    VertxToVertx() {
      super("vertx", "vertx");
    }
  }

  @Nested
  class VertxToTyrus extends Meeting {
    VertxToTyrus() {
      super("vertx", "tyrus");
    }
  }

  @Nested
  class TyrusToNetty extends Meeting {
    TyrusToNetty() {
      super("tyrus", "netty");
    }
  }

  @Nested
  class TyrusToVertx extends Meeting {
    TyrusToVertx() {
      super("tyrus", "vertx");
    }
  }

  @Nested
  class TyrusToTyrus extends Meeting {
    TyrusToTyrus() {
      super("tyrus", "tyrus");
    }
  }
}
