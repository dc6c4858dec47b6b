package dev.hawser.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Unreachability;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTunnelTest {
  private static final Proxy PROXY = Proxy.of("http://proxy.example");

  private static Tunnel tunnel(Proxy proxy) {
    return Tunnel.through(proxy, "example.test", 443);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }

  private static TunnelStep answer(String text) {
    return tunnel(PROXY).take(bytes(text));
  }

  private static TunnelStep.Refused refused(String text) {
    return (TunnelStep.Refused) answer(text);
  }

  private static String begin(Proxy proxy) {
    return UTF_8.decode(tunnel(proxy).begin()).toString();
  }

  @Test
  void asksForTheHostWithItsPort() {
    assertThat(begin(PROXY))
        .isEqualTo("CONNECT example.test:443 HTTP/1.1\r\nHost: example.test:443\r\n\r\n");
  }

  @Test
  void aLoginGoesWithTheRequestAsBasic() {
    // The second example of RFC 7617 s.2.1, in UTF-8.
    assertThat(begin(PROXY.login("test", "123£")))
        .isEqualTo(
            "CONNECT example.test:443 HTTP/1.1\r\nHost: example.test:443\r\n"
                + "Proxy-Authorization: Basic dGVzdDoxMjPCow==\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 Connection established\r\n\r\n",
        "HTTP/1.0 200\r\nContent-Length: 7\r\n\r\n",
        "HTTP/1.1 299 Fine\nVia: a\n\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 199 Wait\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
      })
  void twoHundredsOpenTheTunnelHoweverTheBytesAreCut(String answer) {
    assertThat(answer(answer)).isEqualTo(new TunnelStep.Open());
    Tunnel tunnel = tunnel(PROXY);
    for (int i = 0; i < answer.length() - 1; i++) {
      assertThat(tunnel.take(bytes(answer.substring(i, i + 1)))).isEqualTo(TunnelStep.More.NOTHING);
    }
    assertThat(tunnel.take(bytes(answer.substring(answer.length() - 1))))
        .isEqualTo(new TunnelStep.Open());
  }

  @Test
  void bytesAheadOfTheFirstQuestionAreNoAnswer() {
    assertThat(refused("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 101 Faked\r\n\r\n"))
        .isEqualTo(
            new TunnelStep.Refused(
                Unreachability.PROXY_FAILED,
                "22 bytes came through the tunnel before anything was asked"));
  }

  @ParameterizedTest
  @CsvSource({
    "400, PROXY_REFUSED",
    "403, PROXY_REFUSED",
    "405, PROXY_REFUSED",
    "499, PROXY_REFUSED",
    "408, PROXY_FAILED",
    "425, PROXY_FAILED",
    "429, PROXY_FAILED",
    "500, PROXY_FAILED",
    "502, PROXY_FAILED",
    "503, PROXY_FAILED",
    "504, PROXY_FAILED",
    "300, PROXY_FAILED",
    "302, PROXY_FAILED",
    "101, PROXY_FAILED",
  })
  void aRefusalTellsItsStatus(int status, Unreachability kind) {
    assertThat(refused("HTTP/1.1 " + status + " So it is\r\nA: b\r\n\r\n<p>body"))
        .isEqualTo(new TunnelStep.Refused(kind, "HTTP " + status + " So it is"));
  }

  @Test
  void aLongPhraseIsCut() {
    assertThat(refused("HTTP/1.1 403 " + "x".repeat(91) + "\r\n\r\n").text())
        .isEqualTo("HTTP 403 " + "x".repeat(91));
    assertThat(refused("HTTP/1.1 403 " + "x".repeat(92) + "\r\n\r\n").text())
        .isEqualTo("HTTP 403 " + "x".repeat(91) + "…");
  }

  private static String asking(String... challenges) {
    StringBuilder head = new StringBuilder("HTTP/1.1 407 Proxy Authentication Required\r\n");
    for (String challenge : challenges) {
      head.append("Proxy-Authenticate: ").append(challenge).append("\r\n");
    }
    return head + "\r\n";
  }

  @Test
  void a407TellsHowToLogIn() {
    TunnelStep.Refused basic = refused(asking("basic realm=\"a, b\"", "NTLM"));
    assertThat(basic.kind()).isEqualTo(Unreachability.PROXY_AUTHENTICATION);
    assertThat(basic.text())
        .isEqualTo(
            "HTTP 407 Proxy Authentication Required;"
                + " it asks for basic, NTLM, and no login was given");
    assertThat(refused(asking("Digest realm=\"a\"", "Digest,NTLM")).text())
        .endsWith("; it asks for Digest, and only Basic is spoken here");
    assertThat(refused(asking()).text())
        .endsWith("; it names no way to log in, and only Basic is spoken here");
    assertThat(refused(asking("x".repeat(100))).text()).contains("x".repeat(100) + ", and only");
    assertThat(refused(asking("x".repeat(101))).text()).contains("x".repeat(100) + "…, and only");
  }

  @Test
  void a401IsTheProxysTooForNobodyElseWasAsked() {
    String answer = "HTTP/1.0 401 Unauthorized\r\n\r\n";
    assertThat(refused(answer))
        .isEqualTo(
            new TunnelStep.Refused(
                Unreachability.PROXY_AUTHENTICATION, "HTTP 401 Unauthorized; no login was given"));
    assertThat(tunnel(PROXY.login("jo", "secret")).take(bytes(answer)))
        .isEqualTo(
            new TunnelStep.Refused(Unreachability.PROXY_AUTHENTICATION, "HTTP 401 Unauthorized"));
  }

  @Test
  void a407ToALoginTellsThatItWasRefused() {
    TunnelStep step =
        tunnel(PROXY.login("jo", "secret")).take(bytes(asking("Basic realm=\"there\"")));
    assertThat(step)
        .isEqualTo(
            new TunnelStep.Refused(
                Unreachability.PROXY_AUTHENTICATION,
                "HTTP 407 Proxy Authentication Required;"
                    + " it asks for Basic, and refused the login"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SSH-2.0-OpenSSH_9.2p1 | it speaks no HTTP; it began with 'SSH-2.0-OpenSSH_'",
        "HTTP/2 | it speaks no HTTP; it began with 'HTTP/2'",
        "\u007f~ | it speaks no HTTP; it began with '?~'",
      })
  void whatIsNoHttpIsToldAtOnce(String answer, String text) {
    assertThat(refused(answer))
        .isEqualTo(new TunnelStep.Refused(Unreachability.PROXY_FAILED, text));
  }

  @Test
  void bytesThatAreNoTextAreNotShown() {
    assertThat(refused("\u0015\u0003\u0001").text())
        .isEqualTo("it speaks no HTTP; it began with '???'");
    assertThat(answer("")).isEqualTo(TunnelStep.More.NOTHING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.2 200 OK", "HTTP/1.1 099 OK", "HTTP/1.1 20 OK", "HTTP/1.1 200OK"})
  void whatIsNoStatusLineIsTold(String line) {
    assertThat(refused(line + "\r\n\r\n").text())
        .isEqualTo("its answer is no HTTP/1.1: it begins with '" + line + "'");
  }

  @Test
  void aLineThatIsNoFieldIsNamed() {
    assertThat(refused("HTTP/1.1 200 OK\r\nno field\r\n\r\n").text())
        .isEqualTo("its answer is no HTTP/1.1: 'no field' is no header field");
  }

  @Test
  void anEndlessHeadIsRefused() {
    String start = "HTTP/1.1 200 OK\r\nA: ";
    String most = start + "x".repeat(HttpTunnel.MAX_HEAD - start.length());
    Tunnel tunnel = tunnel(PROXY);
    assertThat(tunnel.take(bytes(most))).isEqualTo(TunnelStep.More.NOTHING);
    assertThat(tunnel.take(bytes("x")))
        .isEqualTo(
            new TunnelStep.Refused(
                Unreachability.PROXY_FAILED,
                "its answer's header section is longer than 16384 bytes"));
  }
}
