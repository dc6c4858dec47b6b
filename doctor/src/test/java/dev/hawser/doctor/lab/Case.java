package dev.hawser.doctor.lab;

import dev.hawser.doctor.plan.Plan;
import dev.hawser.doctor.plan.Target;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One case of the laboratory: a name, how its servers are started, and what a user would add to the
 * URL. What is wrong with it stands in {@code labels.csv}.
 */
final class Case {
  final String name;
  private final Start start;
  UnaryOperator<Target> target = UnaryOperator.identity();
  UnaryOperator<Plan> plan = UnaryOperator.identity();

  /** Starts what the case needs and returns the URL. */
  interface Start {
    String url(Running running) throws Exception;
  }

  /** What a case has started. */
  static final class Running implements Closeable {
    private final List<Closeable> all = new ArrayList<>();
    javax.net.ssl.X509TrustManager trust;

    <T extends Closeable> T add(T server) {
      all.add(server);
      return server;
    }

    int plain(RawFaultServer.Fault fault) {
      return add(new RawFaultServer(fault)).port();
    }

    @Override
    public void close() throws IOException {
      for (Closeable server : all) {
        server.close();
      }
    }
  }

  private Case(String name, Start start) {
    this.name = name;
    this.start = start;
  }

  static Case of(String name, Start start) {
    return new Case(name, start);
  }

  /** A case of one plain server. */
  static Case ws(String name, RawFaultServer.Fault fault) {
    return new Case(name, running -> "ws://127.0.0.1:" + running.plain(fault) + "/live");
  }

  Case with(UnaryOperator<Target> asked) {
    target = asked;
    return this;
  }

  Case planned(UnaryOperator<Plan> how) {
    plan = how;
    return this;
  }

  String url(Running running) throws Exception {
    return start.url(running);
  }
}
