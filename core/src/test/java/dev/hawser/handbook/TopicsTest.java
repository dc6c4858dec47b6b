package dev.hawser.handbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawser.close.CloseCode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicsTest {
  @Test
  void holdsEveryCodeOfTheRegistry() {
    assertThat(Topics.closeCodes())
        .extracting(Topic::first)
        .containsExactlyElementsOf(CloseCode.registered().stream().map(CloseCode::value).toList());
  }

  @Test
  void holdsTheRangesBetweenTheCodes() {
    assertThat(Topics.ranges())
        .extracting(Topic::key)
        .containsExactly("0-999", "1016-2999", "3000-3999", "4000-4999", "5000-65535");
  }

  @Test
  void holdsTheStatusesOfARefusedHandshake() {
    assertThat(Topics.statuses())
        .extracting(Topic::first)
        .containsExactly(
            101, 200, 301, 302, 303, 307, 308, 400, 401, 402, 403, 404, 405, 407, 408, 409, 410,
            413, 414, 421, 425, 426, 429, 431, 500, 501, 502, 503, 504, 520, 521, 522, 523, 524,
            525, 526, 530);
    assertThat(Topics.classes())
        .extracting(Topic::key)
        .containsExactly("http-1xx", "http-2xx", "http-3xx", "http-4xx", "http-5xx");
  }

  @Test
  void allHoldsEachEntryOnce() {
    assertThat(Topics.all()).hasSize(19 + 5 + 37 + 5).doesNotHaveDuplicates();
    assertThat(Topics.all()).extracting(Topic::key).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0-999",
    "99, 0-999",
    "100, http-1xx",
    "101, http-101",
    "199, http-1xx",
    "418, http-4xx",
    "599, http-5xx",
    "600, 0-999",
    "999, 0-999",
    "1000, 1000",
    "1015, 1015",
    "1016, 1016-2999",
    "2999, 1016-2999",
    "3000, 3000",
    "3001, 3000-3999",
    "3999, 3000-3999",
    "4000, 4000-4999",
    "4999, 4000-4999",
    "5000, 5000-65535",
    "65535, 5000-65535",
  })
  void findsTheEntryThatExplainsANumber(int number, String key) {
    assertThat(Topics.of(number).key()).isEqualTo(key);
  }

  @Test
  void explainsEveryNumberOfSixteenBits() {
    assertThat(IntStream.rangeClosed(0, 65535).mapToObj(Topics::of)).doesNotContainNull();
  }

  @ParameterizedTest
  @CsvSource({"-1", "65536"})
  void refusesANumberOutsideSixteenBits(int number) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Topics.of(number))
        .withMessage(
            "number %d is neither a close code (0-65535) nor an HTTP status (100-599)", number);
  }
}
