package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextTestTest {
  @ParameterizedTest
  @CsvSource({
    "UPGRADE_STRIPPED, DIRECT",
    "MUTE_PROXY, DIRECT",
    "PHANTOM_COMPRESSION, DIRECT",
    "SCG_BACKEND_HANDSHAKE, DIRECT",
    "CATCH_ALL_ROUTE, DIRECT",
    "NOT_WEBSOCKET, DIRECT",
    "WRONG_PATH, DIRECT",
    "BACKEND_SLOW, DIRECT",
    "BACKEND_DOWN, DIRECT",
    "MESSAGE_TOO_BIG, SMALLER",
    "MTU_BLACKHOLE, SMALLER",
    "FIREWALL, OTHER_NETWORK",
    "NO_ROUTE, OTHER_NETWORK",
    "TLS_INSPECTION, OTHER_NETWORK",
    "MIDDLEBOX_CORRUPTION, OTHER_NETWORK",
    "PATH_DEAD, OTHER_NETWORK",
    "BACKEND_RESTART_OR_CRASH, LOGS",
    "OVERLOAD, LOGS",
    "NO_REASON_GIVEN, LOGS",
    "TLS_CLIENT_CERT, LOGS",
    "PROXY_IDLE, HEARTBEAT",
    "SERVER_IDLE, HEARTBEAT",
    "FIN_WITHOUT_CLOSE, WATCH",
    "BACKEND_CRASH, WATCH",
    "UNKNOWN, WATCH",
    "APP_LEVEL_IDLE, WATCH",
    "MAX_LIFETIME, WATCH",
  })
  void aSuspectAloneIsHeldAgainstAllOthers(Cause cause, NextTest test) {
    assertThat(NextTest.among(List.of(cause))).contains(test);
  }

  @Test
  void suspectsAreSplitByWhatTheyDifferIn() {
    assertThat(NextTest.among(List.of(Cause.PROXY_IDLE, Cause.MAX_LIFETIME)))
        .contains(NextTest.HEARTBEAT);
    assertThat(NextTest.among(List.of(Cause.PATH_DEAD, Cause.MTU_BLACKHOLE)))
        .contains(NextTest.SMALLER);
    assertThat(
            NextTest.among(
                List.of(Cause.BACKEND_RESTART_OR_CRASH, Cause.PROXY_RELOAD_OR_EDGE_RESTART)))
        .contains(NextTest.LOGS);
  }

  @Test
  void aTestThatComesOutAlikeForAllSplitsNothing() {
    assertThat(NextTest.among(List.of(Cause.MESSAGE_TOO_BIG, Cause.MTU_BLACKHOLE))).isEmpty();
    assertThat(NextTest.among(List.of(Cause.AUTH))).isEmpty();
    assertThat(NextTest.among(List.of())).isEmpty();
  }

  @Test
  void saysWhatToDoInBothLanguages() {
    for (NextTest test : NextTest.values()) {
      assertThat(test.text(Locale.ENGLISH)).startsWith("To decide: ").endsWith(".");
      assertThat(test.text(Locale.FRENCH)).startsWith("Pour trancher\u00a0: ").endsWith(".");
    }
  }
}
