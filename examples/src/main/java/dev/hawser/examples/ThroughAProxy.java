package dev.hawser.examples;

import dev.hawser.Connection;
import dev.hawser.WebSockets;
import dev.hawser.proxy.Proxy;
import dev.hawser.proxy.ProxyChoice;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A client behind a proxy for going out. */
public final class ThroughAProxy {
  private ThroughAProxy() {}

  /** Takes the server's URL and the proxy's. */
  public static void main(String[] args) {
    try (Connection feed = connect(URI.create(args[0]), args[1])) {
      feed.sendText("hello");
      feed.closed().toCompletableFuture().join();
    }
  }

  static Connection connect(URI uri, String proxy) {
    // snippet:proxy
    Connection feed =
        WebSockets.client()
            .endpoint(uri)
            .proxy(proxy) // http://proxy.example:3128, socks5://user:password@127.0.0.1:1080
            .onText((session, text) -> System.out.println(text))
            .onEnd((session, parting) -> System.err.println(parting.explain()))
            .connect();
    // end
    feed.closed().thenAccept(parting -> System.err.println(parting.explain()));
    return feed;
  }

  static Connection connect(URI uri, String user, String password) {
    // snippet:proxy-login
    Proxy proxy = Proxy.of("http://proxy.example:3128").login(user, password);
    // end
    return WebSockets.client().endpoint(uri).proxy(proxy).connect();
  }

  static Connection asTheEnvironmentSays(URI uri) {
    // snippet:proxy-environment
    ProxyChoice environment = ProxyChoice.environment(System.getenv());
    Connection feed = WebSockets.client().endpoint(uri).proxy(environment).connect();
    // end
    return feed;
  }

  // snippet:proxy-selector
  /** Asks the JVM's selector, as java.net does. */
  static @Nullable Proxy selected(URI target) {
    String scheme = "wss".equals(target.getScheme()) ? "https" : "http";
    URI asked = URI.create(scheme + target.toString().substring(target.getScheme().length()));
    for (java.net.Proxy one : ProxySelector.getDefault().select(asked)) {
      if (one.address() instanceof InetSocketAddress at) {
        Proxy.Kind kind =
            one.type() == java.net.Proxy.Type.SOCKS ? Proxy.Kind.SOCKS5 : Proxy.Kind.HTTP;
        return new Proxy(kind, at.getHostString(), at.getPort(), null);
      }
    }
    return null;
  }

  // end

  static Connection asTheJvmSays(URI uri) {
    return WebSockets.client().endpoint(uri).proxy(ThroughAProxy::selected).connect();
  }
}
