package dev.hawser.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocksTunnelTest {
  private static final Proxy PROXY = Proxy.of("socks5://proxy.example");
  private static final Proxy KNOWN = PROXY.login("jo", "pass");
  private static final String BOUND = "05000001" + "7f0000010050";

  private static Tunnel tunnel(Proxy proxy, String host) {
    return Tunnel.through(proxy, host, 443);
  }

  private static ByteBuffer bytes(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
  }

  private static String hex(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return HexFormat.of().formatHex(copy);
  }

  /** Returns what is written, and at the end what came of it. */
  private static List<String> talk(Proxy proxy, String host, String... said) {
    Tunnel tunnel = tunnel(proxy, host);
    List<String> seen = new ArrayList<>(List.of(hex(tunnel.begin())));
    for (String part : said) {
      TunnelStep step = tunnel.take(bytes(part));
      if (step instanceof TunnelStep.More more) {
        seen.add(hex(more.send()));
      } else if (step instanceof TunnelStep.Refused refused) {
        seen.add(refused.kind() + " " + refused.text());
      } else {
        seen.add("open");
      }
    }
    return seen;
  }

  private static String last(Proxy proxy, String... said) {
    List<String> seen = talk(proxy, "example.test", said);
    return seen.get(seen.size() - 1);
  }

  @Test
  void asksForANameThatTheProxyLooksUp() {
    assertThat(talk(PROXY, "example.test", "0500", BOUND))
        .containsExactly("050100", "05010003" + "0c" + "6578616d706c652e74657374" + "01bb", "open");
  }

  @Test
  void asksForAnAddressAsAnAddress() {
    assertThat(talk(PROXY, "192.0.2.1", "0500", BOUND).get(1))
        .isEqualTo("05010001" + "c0000201" + "01bb");
    assertThat(talk(PROXY, "[2001:db8::1]", "0500", BOUND).get(1))
        .isEqualTo("05010004" + "20010db8000000000000000000000001" + "01bb");
  }

  @Test
  void logsInWhereTheProxyWantsIt() {
    assertThat(talk(KNOWN, "192.0.2.1", "0502", "0100", BOUND))
        .containsExactly(
            "05020002", "01026a6f0470617373", "05010001" + "c0000201" + "01bb", "open");
  }

  @Test
  void doesNotLogInWhereTheProxyDoesNotWantIt() {
    assertThat(talk(KNOWN, "192.0.2.1", "0500", BOUND))
        .containsExactly("05020002", "05010001c000020101bb", "open");
  }

  @ParameterizedTest
  @CsvSource({
    "0500000100000000" + "0000",
    "05000003" + "04" + "61626364" + "0050",
    "05000003" + "00" + "0050",
    "05000004" + "00000000000000000000000000000001" + "0050",
  })
  void opensBehindTheWholeReplyHoweverTheBytesAreCut(String reply) {
    assertThat(last(KNOWN, "0502", "0100", reply)).isEqualTo("open");
    Tunnel tunnel = tunnel(KNOWN, "example.test");
    assertThat(tunnel.take(bytes("05"))).isEqualTo(TunnelStep.More.NOTHING);
    assertThat(hex(((TunnelStep.More) tunnel.take(bytes("02"))).send())).startsWith("0102");
    assertThat(tunnel.take(bytes("01"))).isEqualTo(TunnelStep.More.NOTHING);
    assertThat(hex(((TunnelStep.More) tunnel.take(bytes("00"))).send())).startsWith("050100");
    for (int i = 0; i < reply.length() - 2; i += 2) {
      assertThat(tunnel.take(bytes(reply.substring(i, i + 2)))).isEqualTo(TunnelStep.More.NOTHING);
    }
    assertThat(tunnel.take(bytes(reply.substring(reply.length() - 2))))
        .isEqualTo(new TunnelStep.Open());
  }

  @Test
  void theLongestReplyFits() {
    assertThat(last(PROXY, "0500", "05000003ff" + "61".repeat(255) + "0050")).isEqualTo("open");
  }

  @Test
  void bytesAheadOfTheFirstQuestionAreNoAnswer() {
    assertThat(last(PROXY, "0500", BOUND + "1603"))
        .isEqualTo("PROXY_FAILED 2 bytes came through the tunnel before anything was asked");
  }

  @ParameterizedTest
  @CsvSource({
    "01, PROXY_FAILED, SOCKS5 reply 1: general failure",
    "02, PROXY_REFUSED, SOCKS5 reply 2: connection not allowed by the ruleset",
    "03, PROXY_FAILED, SOCKS5 reply 3: network unreachable",
    "04, PROXY_FAILED, SOCKS5 reply 4: host unreachable",
    "05, PROXY_FAILED, SOCKS5 reply 5: connection refused",
    "06, PROXY_FAILED, SOCKS5 reply 6: TTL expired",
    "07, PROXY_REFUSED, SOCKS5 reply 7: command not supported",
    "08, PROXY_REFUSED, SOCKS5 reply 8: address type not supported",
    "09, PROXY_FAILED, SOCKS5 reply 9: unassigned",
    "ff, PROXY_FAILED, SOCKS5 reply 255: unassigned",
  })
  void aRefusalTellsItsReplyBeforeItIsWhole(String code, String kind, String text) {
    assertThat(last(PROXY, "0500", "05" + code)).isEqualTo(kind + " " + text);
    assertThat(last(PROXY, "0500", "05" + code + BOUND.substring(4))).isEqualTo(kind + " " + text);
  }

  @ParameterizedTest
  @CsvSource({
    "48, PROXY_FAILED it speaks no SOCKS5; it began with byte 72",
    "0400, PROXY_FAILED it speaks no SOCKS5; it began with byte 4",
    "0502, 'PROXY_FAILED it chose to log in by method 2, which was not offered'",
    "0501, 'PROXY_FAILED it chose to log in by method 1, which was not offered'",
    "05ff, 'PROXY_AUTHENTICATION it wants a login, and none was given'",
  })
  void anAnswerToTheGreetingThatLeadsNowhereIsTold(String said, String told) {
    assertThat(last(PROXY, said)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "05ff, '', PROXY_AUTHENTICATION it takes no login by user and password",
    "0502, 0101, PROXY_AUTHENTICATION it refused the login with status 1",
    "0502, 05ff, PROXY_AUTHENTICATION it refused the login with status 255",
  })
  void aRefusedLoginIsTold(String method, String status, String told) {
    assertThat(
            last(KNOWN, status.isEmpty() ? new String[] {method} : new String[] {method, status}))
        .isEqualTo(told);
  }

  @Test
  void aReplyThatIsNoSocksIsTold() {
    assertThat(last(PROXY, "0500", "04"))
        .isEqualTo("PROXY_FAILED its reply is no SOCKS5; it began with byte 4");
    assertThat(last(PROXY, "0500", "0500000200"))
        .isEqualTo("PROXY_FAILED its reply has an address of type 2");
  }

  @Test
  void anAnswerAheadOfItsQuestionIsTold() {
    assertThat(last(PROXY, "0500" + BOUND))
        .isEqualTo("PROXY_FAILED it answered before it was asked");
    assertThat(last(KNOWN, "0502", "0100" + "05"))
        .isEqualTo("PROXY_FAILED it answered before it was asked");
    assertThat(talk(PROXY, "example.test", "", "0500").get(1)).isEmpty();
  }

  @Test
  void aHostThatHasNoRoomIsRefused() {
    assertThat(talk(PROXY, "a".repeat(255), "0500").get(1)).startsWith("05010003ff");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tunnel(PROXY, "a".repeat(256)))
        .withMessage("the host has 256 bytes, a SOCKS5 proxy takes 255");
  }
}
