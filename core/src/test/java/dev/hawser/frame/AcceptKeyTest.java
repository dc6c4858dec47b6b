package dev.hawser.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptKeyTest {
  @Test
  void answersTheExampleOfTheRfc() {
    // RFC 6455 s.1.3
    assertThat(AcceptKey.answer("dGhlIHNhbXBsZSBub25jZQ=="))
        .isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  }

  @Test
  void aKeyIsSixteenBytesInBase64() {
    assertThat(AcceptKey.valid("dGhlIHNhbXBsZSBub25jZQ==")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dGhlIHNhbXBsZSBub25jZQ",
        "dGhlIHNhbXBsZSBub25jZTE=",
        "dGhlIHNhbXBsZSBub25jZTEy",
        "dGhlIHNhbXBsZSBub25j!Q==",
        "dGhlIHNhbXBsZSBub25jZTEyMzQ1"
      })
  void anythingElseIsNoKey(String key) {
    assertThat(AcceptKey.valid(key)).isFalse();
  }

  @Test
  void saysWhatARuntimeLacks() {
    assertThatIllegalStateException()
        .isThrownBy(() -> AcceptKey.digest("SHA-0", new byte[0]))
        .withMessage("this Java runtime has no SHA-0");
  }
}
