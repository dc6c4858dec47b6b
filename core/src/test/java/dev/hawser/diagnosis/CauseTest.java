package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawser.close.Phase;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CauseTest {
  @Test
  void everyCauseNamesARemedyAndEveryRemedyHasACause() {
    EnumSet<Remedy> used = EnumSet.noneOf(Remedy.class);
    Cause.known().stream().map(Cause::remedy).forEach(used::add);
    assertThat(used).isEqualTo(EnumSet.allOf(Remedy.class));
  }

  @Test
  void everyHopIsThatOfSomeCause() {
    EnumSet<Hop> used = EnumSet.noneOf(Hop.class);
    Cause.known().stream().map(Cause::hop).forEach(used::add);
    assertThat(used).isEqualTo(EnumSet.allOf(Hop.class));
  }

  @Test
  void onlyWantedEndsNeedNothing() {
    assertThat(Cause.known())
        .filteredOn(cause -> cause.remedy() == Remedy.NOTHING)
        .containsExactly(Cause.DONE, Cause.LOCAL_CLOSE, Cause.LIBRARY_CLOSE);
  }

  @Test
  void aCauseIsFoundByItsStableName() {
    assertThat(Cause.known()).containsExactly(Cause.values());
    for (Cause cause : Cause.known()) {
      assertThat(Cause.of(cause.id())).isSameAs(cause);
    }
    assertThat(Cause.PROXY_IDLE.id()).isEqualTo("PROXY_IDLE");
  }

  @Test
  void anotherNameIsRefusedWithThoseThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cause.of("proxy_idle"))
        .withMessageStartingWith("no cause 'proxy_idle'; there are [DONE, ")
        .withMessageEndingWith("UNKNOWN]");
  }

  @Test
  void knowsThePhasesItCanEndALinkIn() {
    assertThat(Cause.DNS_NAME.phases()).containsExactly(Phase.RESOLVING);
    assertThat(Cause.PROXY_IDLE.phases()).containsExactly(Phase.OPEN, Phase.CLOSING);
    assertThat(Cause.UNKNOWN.phases()).containsExactly(Phase.values());
    assertThat(Cause.PROXY_IDLE.hop()).isEqualTo(Hop.PROXY);
    assertThat(Cause.NETWORK_CHANGE.hop()).isEqualTo(Hop.CLIENT_NETWORK);
  }

  @Test
  void everyPhaseHasCausesOfItsOwn() {
    for (Phase phase : Phase.values()) {
      assertThat(Cause.known())
          .filteredOn(cause -> cause.phases().contains(phase))
          .as("%s", phase)
          .hasSizeBetween(5, 60);
    }
  }

  @Test
  void hasATitleASentenceAndARemedyInBothLanguages() {
    Set<String> titles = new HashSet<>();
    for (Cause cause : Cause.known()) {
      CauseText english = cause.text(Locale.ENGLISH);
      CauseText french = cause.text(Locale.FRENCH);
      for (CauseText text : List.of(english, french)) {
        assertThat(text.title()).matches("\\S.{4,60}[^.]").doesNotContain("{", "}");
        assertThat(text.why()).matches("[A-ZÀÉÊÎ].{20,}\\.").doesNotContain("{", "}", "  ");
        assertThat(text.remedy()).matches("[A-ZÀÉÊÎ].{10,}\\.").doesNotContain("{", "}", "  ");
        assertThat(titles.add(text.title())).as(text.title()).isTrue();
      }
      assertThat(french.why()).isNotEqualTo(english.why());
      assertThat(french.remedy()).isNotEqualTo(english.remedy());
    }
    assertThat(Cause.AUTH.text(Locale.CANADA_FRENCH))
        .isEqualTo(
            new CauseText(
                "Identifiants absents, faux ou expirés",
                "Les identifiants manquent, sont faux ou ont expiré.",
                "Obtenez des identifiants valables et reconnectez-vous."));
    assertThat(Cause.OVERLOAD.text(Locale.JAPANESE).why())
        .isEqualTo("The server is overloaded or under maintenance at the moment.");
  }

  @Test
  void namesAreStable() {
    assertThat(String.join(" ", Arrays.stream(Cause.values()).map(Enum::name).toList()))
        .isEqualTo(
            "DONE LOCAL_CLOSE LIBRARY_CLOSE LOCAL_TIMEOUT LOCAL_PREPARE LOCAL_STALL"
                + " LOCAL_CALLBACK LOCAL_SLEEP WE_DID_NOT_PONG DNS_NAME ADDR_FAMILY_DEAD"
                + " NOT_LISTENING NO_ROUTE FIREWALL CONNECTION_LIMIT PROXY_TUNNEL PROXY_AUTH"
                + " TLS_EXPIRED TLS_NAME TLS_CHAIN TLS_CLIENT_CERT TLS_INSPECTION"
                + " WSS_TO_CLEAR_PORT WS_TO_TLS_PORT H2_ONLY TLS_HANDSHAKE MUTE_PROXY AUTH"
                + " FORBIDDEN ORIGIN_POLICY WAF WRONG_PATH CATCH_ALL_ROUTE REDIRECTED"
                + " NOT_WEBSOCKET NOT_HTTP UPGRADE_STRIPPED ACCEPT_MISMATCH HEAD_TOO_BIG"
                + " SESSION_AFFINITY REFUSED SUBPROTOCOL_NONE EXTENSION_MISSING RATE_LIMIT"
                + " OVERLOAD BACKEND_DOWN BACKEND_SLOW ONE_BAD_BACKEND SCG_BACKEND_HANDSHAKE"
                + " SERVER_ERROR FLAPPING PROXY_IDLE APP_LEVEL_IDLE SERVER_IDLE MAX_LIFETIME"
                + " BACKEND_RESTART_OR_CRASH PROXY_RELOAD_OR_EDGE_RESTART BACKEND_CRASH"
                + " FIN_WITHOUT_CLOSE PATH_DEAD NETWORK_CHANGE MTU_BLACKHOLE BUFFERED"
                + " MIDDLEBOX_CORRUPTION PHANTOM_COMPRESSION NO_REASON_GIVEN ENDPOINT_LEAVES"
                + " SERVICE_RESTART MESSAGE_TOO_BIG UNSUPPORTED_DATA INVALID_PAYLOAD"
                + " PROTOCOL_ERROR PEER_ILLEGAL_CLOSE CLOSE_UNANSWERED POLICY ANSWER_TIMEOUT"
                + " APPLICATION UNKNOWN");
  }
}
