package dev.hawser.proxy;

import dev.hawser.close.Unreachability;
import dev.hawser.http.HeadGatherer;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a tunnel by CONNECT, once, with the login if there is one (RFC 9110 s.9.3.6).
 *
 * <p>Of the ways to log in it speaks Basic alone (RFC 7617). A 407 is an answer, never a reason to
 * ask again.
 */
final class HttpTunnel implements Tunnel {
  /** The most bytes of an answer's head. */
  static final int MAX_HEAD = 16 * 1024;

  private static final String BEGINNING = "HTTP/1.";
  private static final int SHOWN = 100;

  private final String authority;
  private final @Nullable String authorization;
  private HeadGatherer gatherer = new HeadGatherer(MAX_HEAD);

  HttpTunnel(String host, int port, Proxy.@Nullable Login login) {
    authority = host + ":" + port;
    authorization = login == null ? null : "Basic " + basic(login);
  }

  private static String basic(Proxy.Login login) {
    String pair = login.user() + ":" + login.password();
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public ByteBuffer begin() {
    Headers fields = Headers.of("Host", authority);
    if (authorization != null) {
      fields = fields.with("Proxy-Authorization", authorization);
    }
    return new HttpHead("CONNECT " + authority + " HTTP/1.1", fields).bytes();
  }

  @Override
  public TunnelStep take(ByteBuffer bytes) {
    while (gatherer.take(bytes)) {
      HttpHead head;
      try {
        head = gatherer.head();
      } catch (IllegalArgumentException notHttp) {
        return TunnelStep.failed("its answer is no HTTP/1.1: " + notHttp.getMessage());
      }
      if (!head.start().matches("HTTP/1\\.[01] [1-9]\\d\\d( .*)?")) {
        return TunnelStep.failed(
            "its answer is no HTTP/1.1: it begins with " + shown(head.start()));
      }
      int status = Integer.parseInt(head.start().substring(9, 12));
      // RFC 9110 s.15.2: an interim answer precedes the one that counts.
      if (status >= 200 || status == 101) {
        return judge(status, head, bytes);
      }
      gatherer = new HeadGatherer(MAX_HEAD);
    }
    if (gatherer.tooLong()) {
      return TunnelStep.failed("its answer's header section is longer than " + MAX_HEAD + " bytes");
    }
    return speaksHttp()
        ? TunnelStep.More.NOTHING
        : TunnelStep.failed("it speaks no HTTP; it began with " + shown(gatherer.text()));
  }

  private boolean speaksHttp() {
    CharSequence text = gatherer.text();
    int known = Math.min(text.length(), BEGINNING.length());
    return BEGINNING.startsWith(text.subSequence(0, known).toString());
  }

  private static String shown(CharSequence text) {
    StringBuilder shown = new StringBuilder("'");
    for (int i = 0; i < Math.min(16, text.length()); i++) {
      char c = text.charAt(i);
      shown.append(c >= ' ' && c < 127 ? c : '?');
    }
    return shown.append("'").toString();
  }

  private TunnelStep judge(int status, HttpHead head, ByteBuffer bytes) {
    if (status >= 200 && status < 300) {
      return TunnelStep.opened(bytes);
    }
    String said = "HTTP " + head.start().substring(9);
    String cut = said.length() > SHOWN ? said.substring(0, SHOWN) + "…" : said;
    if (status == 407) {
      return unauthorized(cut + "; " + login(head.fields()));
    }
    if (status == 401) { // A server's status, by which tinyproxy says that the login is wrong.
      return unauthorized(cut + (authorization == null ? "; no login was given" : ""));
    }
    return new TunnelStep.Refused(
        forbids(status) ? Unreachability.PROXY_REFUSED : Unreachability.PROXY_FAILED, cut);
  }

  private static TunnelStep unauthorized(String text) {
    return new TunnelStep.Refused(Unreachability.PROXY_AUTHENTICATION, text);
  }

  /** Those that would be said again: all of the client's own but for what passes with time. */
  private static boolean forbids(int status) {
    return status / 100 == 4 && status != 408 && status != 425 && status != 429;
  }

  // RFC 9110 s.11.7.1
  private String login(Headers fields) {
    Set<String> schemes = new LinkedHashSet<>();
    for (String challenge : fields.all("Proxy-Authenticate")) {
      schemes.add(challenge.split("[ ,]", 2)[0]);
    }
    String asked = schemes.isEmpty() ? "it names no way to log in" : "it asks for " + list(schemes);
    if (schemes.stream().noneMatch("Basic"::equalsIgnoreCase)) {
      return asked + ", and only Basic is spoken here";
    }
    return asked + (authorization == null ? ", and no login was given" : ", and refused the login");
  }

  private static String list(Set<String> schemes) {
    String all = String.join(", ", schemes);
    return all.length() > SHOWN ? all.substring(0, SHOWN) + "…" : all;
  }
}
