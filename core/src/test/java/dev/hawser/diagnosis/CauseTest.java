package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class CauseTest {
  @Test
  void everyCauseNamesARemedyAndEveryRemedyHasACause() {
    EnumSet<Remedy> used = EnumSet.noneOf(Remedy.class);
    Arrays.stream(Cause.values()).map(Cause::remedy).forEach(used::add);
    assertThat(used).isEqualTo(EnumSet.allOf(Remedy.class));
  }

  @Test
  void onlyWantedEndsNeedNothing() {
    assertThat(Cause.values())
        .filteredOn(cause -> cause.remedy() == Remedy.NOTHING)
        .containsExactly(Cause.DONE, Cause.LOCAL_CLOSE, Cause.LIBRARY_CLOSE);
  }

  @Test
  void namesAreStable() {
    assertThat(String.join(" ", Arrays.stream(Cause.values()).map(Enum::name).toList()))
        .isEqualTo(
            "DONE LOCAL_CLOSE LIBRARY_CLOSE NO_REASON_GIVEN ENDPOINT_LEAVES SERVICE_RESTART"
                + " OVERLOAD RATE_LIMIT BACKEND_DOWN BACKEND_SLOW BACKEND_CRASH SERVER_ERROR"
                + " FLAPPING FIN_WITHOUT_CLOSE PATH_DEAD CLOSE_UNANSWERED DNS_NAME NOT_LISTENING"
                + " NO_ROUTE FIREWALL PROXY_TUNNEL TLS_EXPIRED TLS_NAME TLS_CHAIN"
                + " WSS_TO_CLEAR_PORT TLS_HANDSHAKE MUTE_PROXY AUTH PROXY_AUTH FORBIDDEN"
                + " WRONG_PATH REDIRECTED NOT_WEBSOCKET UPGRADE_STRIPPED REFUSED"
                + " SUBPROTOCOL_NONE EXTENSION_MISSING MESSAGE_TOO_BIG UNSUPPORTED_DATA"
                + " INVALID_PAYLOAD PROTOCOL_ERROR POLICY ANSWER_TIMEOUT APPLICATION LOCAL_STALL"
                + " LOCAL_CALLBACK LOCAL_PREPARE UNKNOWN");
  }
}
