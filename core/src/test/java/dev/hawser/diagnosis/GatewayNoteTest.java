package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Initiator;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayNoteTest {
  private static final LinkFacts OPEN = LinkFacts.bare(Role.CLIENT, Phase.OPEN);

  private static Ending closed(Initiator by, String text) {
    return new Ending.Closed(by, CloseReason.of(CloseCode.BAD_GATEWAY, text), OPEN);
  }

  private static Ending refused(Headers headers) {
    return new Ending.Refused(
        HttpAnswer.of(502, headers), LinkFacts.bare(Role.CLIENT, Phase.HANDSHAKING));
  }

  @ParameterizedTest
  @CsvSource({
    "1014 upstream_reset id=8f3a2c retry=5, UPSTREAM_RESET, '', 8f3a2c",
    "1014 upstream_bad_close:1006 id=a retry=5, UPSTREAM_BAD_CLOSE, 1006, a",
    "1014 upstream_refused:401, UPSTREAM_REFUSED, 401, ''",
    "1014 upstream_connection_refused id=a, CONNECTION_REFUSED, '', a",
    "1012 restart retry=30, RESTART, '', ''",
    "1001 idle:20s id=a, IDLE, 20s, a",
  })
  void theTextOfACloseIsRead(String text, GatewayWord word, String detail, String id) {
    assertThat(GatewayNote.of(closed(Initiator.PEER, text)))
        .contains(new GatewayNote(word, detail, id));
    assertThat(GatewayNote.in(text)).contains(new GatewayNote(word, detail, id));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "upstream_reset",
        "1014 upstream_reset and more",
        "so 1014 upstream_reset",
        "1014 upstream_nonsense id=a",
        "10141 restart"
      })
  void otherTextsOfAClosePassForWhatTheyAre(String text) {
    assertThat(GatewayNote.of(closed(Initiator.PEER, text))).isEmpty();
  }

  @Test
  void whatThisSideSaidItselfIsNoGateways() {
    assertThat(GatewayNote.of(closed(Initiator.USER, "1012 restart"))).isEmpty();
    assertThat(GatewayNote.of(closed(Initiator.LIBRARY, "1012 restart"))).isEmpty();
  }

  @Test
  void aLossSaysNothing() {
    assertThat(GatewayNote.of(new Ending.Dropped(OPEN))).isEmpty();
  }

  @Test
  void theFieldOfARefusalIsReadWithTheRequestsId() {
    Headers said = Headers.of("Proxy-Status", "edge; error=dns_error");
    assertThat(GatewayNote.of(refused(said)))
        .contains(new GatewayNote(GatewayWord.DNS_ERROR, "", ""));
    assertThat(GatewayNote.of(refused(said.with("X-Request-Id", "8f3a2c"))))
        .contains(new GatewayNote(GatewayWord.DNS_ERROR, "", "8f3a2c"));
    assertThat(GatewayNote.of(refused(Headers.of("X-Request-Id", "8f3a2c")))).isEmpty();
    assertThat(GatewayNote.of(refused(Headers.of("Proxy-Status", "edge; error=nonsense"))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'Proxy-Status: gw; error=http_response_timeout', HTTP_RESPONSE_TIMEOUT, ''",
    "upstream_eof, UPSTREAM_EOF, ''",
    "error CloseEvent code=1014 reason=1014 upstream_tls:truncated id=x-9_z, UPSTREAM_TLS, x-9_z",
    "some_thing and connection_refused, CONNECTION_REFUSED, ''",
    "closed with 1012 restart id=7 retry=5, RESTART, 7",
  })
  void aTextOfAnyKindIsSearched(String text, GatewayWord word, String id) {
    GatewayNote found = GatewayNote.in(text).orElseThrow();
    assertThat(found.word()).isEqualTo(word);
    assertThat(found.id()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "restart", "the server is idle", "my_upstream_eof", "a-upstream_eof", "1006"})
  void everydayWordsAreNoGateways(String text) {
    assertThat(GatewayNote.in(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1014 upstream_stalled, BACKEND_SLOW",
    "1014 upstream_protocol:utf8, INVALID_PAYLOAD",
    "1014 upstream_protocol:rsv, PROTOCOL_ERROR",
    "1014 upstream_bad_close:utf8, PEER_ILLEGAL_CLOSE",
    "1014 upstream_refused:404, WRONG_PATH",
    "1014 upstream_refused:600, REFUSED",
    "1014 upstream_refused:4040, REFUSED",
    "1014 upstream_refused, REFUSED",
    "1014 upstream_http_request_denied:404,",
  })
  void itComesDownToACause(String text, @Nullable Cause cause) {
    assertThat(GatewayNote.in(text).orElseThrow().cause()).isEqualTo(Optional.ofNullable(cause));
  }

  @Test
  void itIsASentenceInBothLanguages() {
    GatewayNote note = new GatewayNote(GatewayWord.UPSTREAM_REFUSED, "401", "");
    assertThat(note.text(Locale.ENGLISH))
        .isEqualTo(
            "The gateway says \"upstream_refused:401\": that server refused the upgrade; the number"
                + " is its HTTP status.");
    assertThat(new GatewayNote(GatewayWord.RESTART, "", "a").text(Locale.FRENCH))
        .isEqualTo("La passerelle dit «\u00a0restart\u00a0»\u00a0: elle redémarre.");
  }
}
