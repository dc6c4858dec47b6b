package dev.hawser.doctor.report;

import dev.hawser.doctor.plan.Target;
import dev.hawser.http.Headers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Blots out secrets: what the user sent as such, wherever a server repeats it, and what looks like
 * a token.
 */
public final class Redactor {
  private static final String BLOT = "***";
  private static final int SHORTEST = 3;

  /** A subprotocol of this length is a token that a browser had no other place for. */
  private static final int TOKEN_LIKE = 24;

  private static final Pattern TOKENS =
      Pattern.compile(
          "(?i)(bearer|basic|digest)\\s+[A-Za-z0-9._~+/=-]+"
              + "|eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*"
              + "|(?<=[?&;])([^=&;\\s\"']+)=[^&;\\s\"'<>]+"
              + "|(?<=//)[^/@\\s]+@");

  private final List<String> secrets;

  private Redactor(List<String> secrets) {
    this.secrets = secrets;
  }

  /** Returns what blots out the secrets of that target. */
  public static Redactor of(Target target) {
    List<String> secrets = new ArrayList<>();
    String resource = target.uri().resource();
    int query = resource.indexOf('?');
    if (query >= 0) {
      for (String pair : resource.substring(query + 1).split("[&;]", -1)) {
        String value = pair.substring(pair.indexOf('=') + 1);
        add(secrets, value);
        add(secrets, decoded(value));
      }
    }
    for (Headers.Field field : target.headers().fields()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      add(secrets, field.value());
      if (name.equals("authorization")) {
        String credentials = field.value().substring(field.value().indexOf(' ') + 1);
        add(secrets, credentials);
        basic(secrets, credentials);
      }
      if (name.equals("cookie")) {
        for (String cookie : field.value().split(";", -1)) {
          add(secrets, cookie.substring(cookie.indexOf('=') + 1).strip());
        }
      }
    }
    for (String subprotocol : target.subprotocols()) {
      if (subprotocol.length() >= TOKEN_LIKE) {
        add(secrets, subprotocol);
      }
    }
    secrets.sort(Comparator.comparingInt(String::length).reversed());
    return new Redactor(List.copyOf(secrets));
  }

  private static void basic(List<String> secrets, String credentials) {
    try {
      String user = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
      add(secrets, user);
      add(secrets, user.substring(user.indexOf(':') + 1));
    } catch (IllegalArgumentException e) {
      // Another scheme than Basic: the whole of it is a secret already.
      return;
    }
  }

  private static void add(List<String> secrets, String secret) {
    if (secret.length() >= SHORTEST && !secrets.contains(secret)) {
      secrets.add(secret);
    }
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }

  /** Returns the text without what is secret. */
  public String clean(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, BLOT);
    }
    return TOKENS
        .matcher(clean)
        .replaceAll(
            found -> {
              String name = found.group(2);
              String scheme = found.group(1);
              return name != null
                  ? java.util.regex.Matcher.quoteReplacement(name) + "=" + BLOT
                  : scheme != null
                      ? scheme + " " + BLOT
                      : found.group().endsWith("@") ? BLOT + "@" : BLOT;
            });
  }

  /** Returns the URL with its query's values blotted out. */
  public static String url(Target target) {
    String resource = target.uri().resource();
    int query = resource.indexOf('?');
    String path = query < 0 ? resource : resource.substring(0, query);
    String scheme = target.uri().secure() ? "wss://" : "ws://";
    String shown = scheme + target.uri().hostHeader() + path;
    return query < 0 ? shown : shown + "?" + names(resource.substring(query + 1));
  }

  private static String names(String query) {
    List<String> shown = new ArrayList<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      // A pair without a name may be nothing but a token.
      shown.add(equals < 0 ? BLOT : pair.substring(0, equals) + "=" + BLOT);
    }
    return String.join("&", shown);
  }
}
