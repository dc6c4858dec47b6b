package dev.hawser.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeflateParametersTest {
  private static Extension with(String parameters) {
    return Objects.requireNonNull(Extension.read("permessage-deflate" + parameters));
  }

  private static DeflateParameters offered(String parameters) {
    return DeflateParameters.offered(with(parameters));
  }

  @Test
  void areReadInAnyOrder() {
    assertThat(offered("")).isEqualTo(new DeflateParameters(false, false, 0, 0, null));
    assertThat(offered("; server_no_context_takeover"))
        .isEqualTo(new DeflateParameters(true, false, 0, 0, null));
    assertThat(offered("; client_no_context_takeover"))
        .isEqualTo(new DeflateParameters(false, true, 0, 0, null));
    assertThat(
            offered(
                "; client_max_window_bits=9; client_no_context_takeover"
                    + "; server_max_window_bits=10; server_no_context_takeover"))
        .isEqualTo(new DeflateParameters(true, true, 10, 9, null));
    assertThat(
            offered(
                "; server_no_context_takeover; server_max_window_bits=8"
                    + "; client_no_context_takeover; client_max_window_bits=\"15\""))
        .isEqualTo(new DeflateParameters(true, true, 8, 15, null));
  }

  @Test
  void aClientMayLeaveItsWindowOpenInAnOfferOnly() {
    assertThat(offered("; client_max_window_bits").clientBits()).isEqualTo(15);
    assertThat(DeflateParameters.answered(with("; client_max_window_bits")).wrong())
        .isEqualTo("parameter 'client_max_window_bits' is repeated or has a wrong value");
    assertThat(DeflateParameters.answered(with("; client_max_window_bits=12")))
        .isEqualTo(new DeflateParameters(false, false, 0, 12, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "7", "08", "16", "1", "5", "20", "-8", "8.0", "x", "99999999999"})
  void aWindowHasEightToFifteenBitsWrittenWithoutLeadingZeros(String bits) {
    assertThat(offered("; server_max_window_bits=" + bits))
        .isEqualTo(
            new DeflateParameters(
                false,
                false,
                0,
                0,
                "parameter 'server_max_window_bits="
                    + bits
                    + "' is repeated or has a wrong value"));
    assertThat(offered("; client_max_window_bits=" + bits).wrong())
        .isEqualTo(
            "parameter 'client_max_window_bits=" + bits + "' is repeated or has a wrong value");
  }

  @ParameterizedTest
  @CsvSource({
    "server_no_context_takeover; server_no_context_takeover, server_no_context_takeover",
    "client_no_context_takeover; client_no_context_takeover, client_no_context_takeover",
    "server_max_window_bits=9; server_max_window_bits=9, server_max_window_bits=9",
    "client_max_window_bits; client_max_window_bits, client_max_window_bits",
    "server_no_context_takeover=1, server_no_context_takeover=1",
    "client_no_context_takeover=true, client_no_context_takeover=true",
    "server_max_window_bits; client_no_context_takeover, server_max_window_bits",
  })
  void whatIsRepeatedOrHasAValueThatItMustNotHaveIsWrong(String parameters, String named) {
    assertThat(offered("; " + parameters).wrong())
        .isEqualTo("parameter '" + named + "' is repeated or has a wrong value");
  }

  @Test
  void anUnknownParameterIsWrongUpperCaseOnesIncluded() {
    assertThat(offered("; a=1").wrong()).isEqualTo("parameter 'a' is unknown");
    assertThat(offered("; Server_No_Context_Takeover").wrong())
        .isEqualTo("parameter 'Server_No_Context_Takeover' is unknown");
  }
}
