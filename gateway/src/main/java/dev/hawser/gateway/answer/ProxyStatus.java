package dev.hawser.gateway.answer;

/**
 * One member of a Proxy-Status field: who speaks, and what it knows (RFC 9209 s.2).
 *
 * <p>Immutable. Written as a structured field (RFC 8941): tokens as they are, text quoted, with
 * everything but printable ASCII replaced.
 */
final class ProxyStatus {
  /** The field's name. */
  static final String NAME = "Proxy-Status";

  private static final int LONGEST_TEXT = 120;

  private final String member;

  private ProxyStatus(String member) {
    this.member = member;
  }

  /** Begins with the gateway's name, a token. */
  static ProxyStatus of(String gateway) {
    return new ProxyStatus(gateway);
  }

  ProxyStatus error(ProxyError error) {
    return new ProxyStatus(member + "; error=" + error.token());
  }

  ProxyStatus number(String name, int value) {
    return new ProxyStatus(member + "; " + name + "=" + value);
  }

  ProxyStatus text(String name, String value) {
    StringBuilder quoted = new StringBuilder();
    for (int i = 0; i < Math.min(value.length(), LONGEST_TEXT); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\');
      }
      quoted.append(c >= ' ' && c < 127 ? c : '?');
    }
    return new ProxyStatus(member + "; " + name + "=\"" + quoted + "\"");
  }

  /** Returns the field's value. */
  @Override
  public String toString() {
    return member;
  }
}
