package dev.hawser.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Role;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CloseTopicsTest {
  static Stream<Topic> everyRow() {
    return Stream.of(CloseTopics.CODE_ROWS, CloseTopics.RANGE_ROWS).flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("everyRow")
  void whoMaySendItAgreesWithTheCloseCode(Topic topic) {
    CloseCode code = CloseCode.of(topic.last());

    List<Role> roles = Stream.of(Role.values()).filter(code::sendableBy).toList();

    assertThat(roles)
        .isEqualTo(
            switch (topic.facts().sender()) {
              case EITHER_END -> List.of(Role.CLIENT, Role.SERVER);
              case CLIENT -> List.of(Role.CLIENT);
              case SERVER, GATEWAY -> List.of(Role.SERVER);
              default -> List.of();
            });
  }

  @ParameterizedTest
  @MethodSource("everyRow")
  void whereItIsMetAgreesWithTheCloseCode(Topic topic) {
    CloseCode code = CloseCode.of(topic.last());

    Visibility expected;
    if (code.localOnly()) {
      expected = Visibility.LOCAL;
    } else if (code.legalOnWire(false)) {
      expected = Visibility.CLOSE_FRAME;
    } else {
      expected = code.legalOnWire(true) ? Visibility.UNASSIGNED : Visibility.NEVER;
    }

    assertThat(topic.facts().visibility()).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("everyRow")
  void itsNameIsThatOfTheRegistry(Topic topic) {
    assertThat(topic.name()).isEqualTo(CloseCode.of(topic.last()).registryName());
    assertThat(topic.references()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1000, AFTER_UPGRADE, NOBODY, STOP, NONE",
    "1001, AFTER_UPGRADE, NOBODY, RETRY, UP_TO_5_S",
    "1002, AFTER_UPGRADE, RECEIVER, CHANGE_SOMETHING, NONE",
    "1003, AFTER_UPGRADE, RECEIVER, CHANGE_SOMETHING, NONE",
    "1004, NEVER, SENDER, CHANGE_SOMETHING, NONE",
    "1005, AFTER_UPGRADE, UNKNOWN, ASK_APPLICATION, UP_TO_5_S",
    "1006, EITHER, UNKNOWN, RETRY, UP_TO_5_S",
    "1007, AFTER_UPGRADE, RECEIVER, CHANGE_SOMETHING, NONE",
    "1008, AFTER_UPGRADE, RECEIVER, ASK_APPLICATION, NONE",
    "1009, AFTER_UPGRADE, RECEIVER, CHANGE_SOMETHING, NONE",
    "1010, AFTER_UPGRADE, SETTINGS, CHANGE_SOMETHING, NONE",
    "1011, AFTER_UPGRADE, SENDER, RETRY, BACKOFF",
    "1012, AFTER_UPGRADE, NOBODY, RETRY, FROM_5_TO_30_S",
    "1013, AFTER_UPGRADE, SENDER, RETRY_LATER, AT_LEAST_30_S",
    "1014, AFTER_UPGRADE, UPSTREAM, RETRY, BACKOFF",
    "1015, BEFORE_UPGRADE, SETTINGS, CHANGE_SOMETHING, NONE",
    "3000, AFTER_UPGRADE, RECEIVER, RENEW_CREDENTIALS, NONE",
    "3003, AFTER_UPGRADE, RECEIVER, STOP, NONE",
    "3008, AFTER_UPGRADE, RECEIVER, RETRY, BACKOFF",
    "999, NEVER, SENDER, CHANGE_SOMETHING, NONE",
    "2999, AFTER_UPGRADE, UNKNOWN, RETRY, BACKOFF",
    "3999, AFTER_UPGRADE, APPLICATION, ASK_APPLICATION, BACKOFF",
    "4999, AFTER_UPGRADE, APPLICATION, ASK_APPLICATION, BACKOFF",
    "5000, NEVER, SENDER, CHANGE_SOMETHING, NONE",
  })
  void knowsMomentCulpritAdviceAndFirstWait(
      int code, Moment moment, Culprit culprit, Advice advice, FirstWait wait) {
    Facts facts = Topics.of(code).facts();

    assertThat(facts.moment()).isEqualTo(moment);
    assertThat(facts.culprit()).isEqualTo(culprit);
    assertThat(facts.advice()).isEqualTo(advice);
    assertThat(facts.firstWait()).isEqualTo(wait);
  }

  @Test
  void theAbnormalClosureCitesItsRecoveryToo() {
    assertThat(Topics.of(1006).references())
        .containsExactly("RFC 6455 §7.4.1", "RFC 6455 §7.1.5", "RFC 6455 §7.2.3");
  }

  @Test
  void rangesCiteTheRfcAndTheRegistry() {
    assertThat(Topics.of(4001).references())
        .containsExactly("RFC 6455 §7.4.2", "IANA WebSocket Close Code Number Registry");
  }

  @ParameterizedTest
  @MethodSource("everyRow")
  void theDefaultIsWhatTheReconnectTablesSay(Topic topic) {
    boolean retries = dev.hawser.reconnect.Advice.standard().on(CloseCode.of(topic.last())).retry();

    assertThat(topic.facts().byDefault()).isEqualTo(retries ? ByDefault.RETRY : ByDefault.STOP);
  }
}
