package dev.hawser.reconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawser.close.CloseCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DelayHintTest {
  @Test
  void isAWordOfWholeSecondsRoundedUp() {
    assertThat(DelayHint.word(Duration.ZERO)).isEqualTo("retry-after=0");
    assertThat(DelayHint.word(Duration.ofNanos(1))).isEqualTo("retry-after=1");
    assertThat(DelayHint.word(Duration.ofSeconds(30))).isEqualTo("retry-after=30");
    assertThat(DelayHint.word(Duration.ofDays(1))).isEqualTo("retry-after=86400");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DelayHint.word(Duration.ofSeconds(86_401)))
        .withMessage("retry-after PT24H1S is not in PT0S-PT24H");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DelayHint.word(Duration.ofNanos(-1)))
        .withMessage("retry-after PT-0.000000001S is not in PT0S-PT24H");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retry-after=30|30",
        "Deploy of v2; retry-after=5|5",
        "Retry-After=7, back soon|7",
        "restart retry-after=0 retry-after=9|0",
        "a;RETRY-AFTER=123456789;b|123456789",
        "1012 restart id=8f3a2c retry=5|5",
        "1014 upstream_eof id=8f3a2c retry=5|5"
      })
  void isFoundWhereverItStandsAlone(String text, long seconds) {
    assertThat(DelayHint.in(text)).hasSeconds(seconds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "retry-after",
        "retry-after=",
        "retry-after=soon",
        "retry-after=-1",
        "retry-after=5s",
        "retry-after=5.5",
        "xretry-after=5",
        "retry-after=1234567890",
        "retry-after: 5",
        "retry-=5",
        "xretry=5"
      })
  void anythingElseIsNone(String text) {
    assertThat(DelayHint.in(text)).isNull();
  }

  @Test
  void goesWithTheCodesOfAnEndpointThatIsExpectedBack() {
    assertThat(DelayHint.goesWith(CloseCode.GOING_AWAY)).isTrue();
    assertThat(DelayHint.goesWith(CloseCode.SERVICE_RESTART)).isTrue();
    assertThat(DelayHint.goesWith(CloseCode.TRY_AGAIN_LATER)).isTrue();
    assertThat(DelayHint.goesWith(CloseCode.BAD_GATEWAY)).isTrue();
    assertThat(DelayHint.goesWith(CloseCode.of(1015))).isFalse();
    assertThat(DelayHint.goesWith(CloseCode.of(1000))).isFalse();
    assertThat(DelayHint.goesWith(CloseCode.of(1011))).isFalse();
    assertThat(DelayHint.goesWith(CloseCode.of(4000))).isFalse();
  }
}
