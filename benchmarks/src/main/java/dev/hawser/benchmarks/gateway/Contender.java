package dev.hawser.benchmarks.gateway;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What stands between the load and the upstream; each with two threads on two processors. */
enum Contender {
  /** No gateway at all. */
  DIRECT("direct"),
  /** Hawser's gateway on Netty. */
  HAWSER("hawser on netty"),
  /** The same once more: what differs is noise. */
  HAWSER_AGAIN("hawser on netty, again"),
  /** Hawser's gateway on Vert.x. */
  HAWSER_VERTX("hawser on vert.x"),
  /** nginx as {@code /etc/nginx} has it, but for limits and timeouts. */
  NGINX("nginx"),
  /** HAProxy with its defaults, but for limits and timeouts. */
  HAPROXY("haproxy"),
  /** Vert.x's own reverse proxy. */
  VERTX_HTTP_PROXY("vertx-http-proxy");

  /**
   * How every JVM of a gateway is started: as {@code ./hawser gateway} does it, with a fixed heap.
   */
  static final List<String> JVM =
      List.of(
          "-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-Dio.netty.leakDetection.level=disabled");

  private static final List<String> FOLDERS = List.of("/usr/sbin", "/usr/local/sbin", "/sbin");

  private final String label;

  Contender(String label) {
    this.label = label;
  }

  /** Returns what tables call it. */
  String label() {
    return label;
  }

  /** Tells whether there is a process between load and upstream. */
  boolean relays() {
    return this != DIRECT;
  }

  /** Tells whether its heap can be asked for. */
  boolean javaProcess() {
    return this != DIRECT && this != NGINX && this != HAPROXY;
  }

  /** Starts it before that upstream; null where it is not installed. */
  @Nullable Running start(int upstream, Path folder) throws IOException {
    String url = "ws://127.0.0.1:" + upstream;
    return switch (this) {
      case DIRECT -> new Running(this, null, upstream);
      case HAWSER, HAWSER_AGAIN -> told(Started.java(JVM, HawserGateway.class, "netty", url));
      case HAWSER_VERTX -> told(Started.java(JVM, HawserGateway.class, "vertx", url));
      case VERTX_HTTP_PROXY ->
          told(Started.java(JVM, VertxHttpProxy.class, "" + freePort(), "" + upstream));
      case NGINX -> nginx(upstream, folder);
      case HAPROXY -> haproxy(upstream, folder);
    };
  }

  private Running told(Started process) throws IOException {
    return new Running(this, process, Integer.parseInt(process.read()));
  }

  private @Nullable Running nginx(int upstream, Path folder) throws IOException {
    String program = program("nginx");
    int port = freePort();
    Path conf =
        Files.writeString(
            folder.resolve("nginx.conf"),
            """
            daemon off;
            worker_processes auto;
            worker_rlimit_nofile %4$d;
            pid %1$s/nginx.pid;
            error_log %1$s/nginx.log;
            events { worker_connections %4$d; }
            http {
              access_log off;
              client_body_temp_path %1$s/body;
              proxy_temp_path %1$s/proxy;
              fastcgi_temp_path %1$s/fastcgi;
              uwsgi_temp_path %1$s/uwsgi;
              scgi_temp_path %1$s/scgi;
              server {
                listen 127.0.0.1:%2$d backlog=1024;
                location / {
                  proxy_pass http://127.0.0.1:%3$d;
                  proxy_http_version 1.1;
                  proxy_set_header Host $host;
                  proxy_set_header Upgrade $http_upgrade;
                  proxy_set_header Connection upgrade;
                  proxy_read_timeout 1h;
                  proxy_send_timeout 1h;
                }
              }
            }
            """
                .formatted(folder, port, upstream, Sessions.FILES));
    return program == null
        ? null
        : awaited(port, List.of(program, "-e", folder + "/nginx.log", "-c", conf.toString()));
  }

  private @Nullable Running haproxy(int upstream, Path folder) throws IOException {
    String program = program("haproxy");
    int port = freePort();
    Path conf =
        Files.writeString(
            folder.resolve("haproxy.cfg"),
            """
            global
              maxconn %3$d
            defaults
              mode http
              timeout connect 5s
              timeout client 1h
              timeout server 1h
              timeout tunnel 1h
            frontend sessions
              bind 127.0.0.1:%1$d
              maxconn %3$d
              default_backend upstream
            backend upstream
              server one 127.0.0.1:%2$d
            """
                .formatted(port, upstream, Sessions.FILES / 2 - 100));
    return program == null ? null : awaited(port, List.of(program, "-db", "-f", conf.toString()));
  }

  private Running awaited(int port, List<String> command) throws IOException {
    Started process = Started.program(label, command);
    long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!listens(port)) {
      if (!process.alive() || System.nanoTime() - giveUpAt > 0) {
        process.close();
        throw new IOException(label + " does not listen on port " + port);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return new Running(this, process, port);
  }

  private static boolean listens(int port) {
    try (Socket probe = new Socket()) {
      probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static @Nullable String program(String name) {
    String path =
        System.getenv("PATH") + File.pathSeparator + String.join(File.pathSeparator, FOLDERS);
    for (String folder : path.split(File.pathSeparator, -1)) {
      Path candidate = Path.of(folder, name);
      if (Files.isExecutable(candidate)) {
        return candidate.toString();
      }
    }
    return null;
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }
}
