package dev.hawser.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeflateTermsTest {
  private static final Compression WISH = Compression.deflate();

  private static Extension read(String element) {
    return Objects.requireNonNull(Extension.read(element));
  }

  @Test
  void aClientOffersWhatItWishes() {
    assertThat(DeflateTerms.offer(WISH)).isEqualTo("permessage-deflate");
    assertThat(DeflateTerms.offer(WISH.serverNoContextTakeover(true)))
        .isEqualTo("permessage-deflate; server_no_context_takeover");
    assertThat(DeflateTerms.offer(WISH.serverNoContextTakeover(true).clientNoContextTakeover(true)))
        .isEqualTo("permessage-deflate; server_no_context_takeover; client_no_context_takeover");
  }

  @Test
  void aServerThatDoesNotWantToAcceptsNothing() {
    assertThat(DeflateTerms.accept(List.of("permessage-deflate"), Compression.OFF)).isNull();
    assertThat(DeflateTerms.accept(List.of(), WISH)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "permessage-deflate, permessage-deflate, false, false",
    "Permessage-Deflate; client_max_window_bits, permessage-deflate, false, false",
    "permessage-deflate; client_max_window_bits=9, permessage-deflate, false, false",
    "permessage-deflate; server_no_context_takeover,"
        + " permessage-deflate; server_no_context_takeover, true, false",
    "permessage-deflate; client_no_context_takeover,"
        + " permessage-deflate; client_no_context_takeover, false, true",
    "permessage-deflate; server_max_window_bits=15; server_no_context_takeover,"
        + " permessage-deflate; server_no_context_takeover; server_max_window_bits=15, true, false",
  })
  void aServerRepeatsWhatItAccepts(String offer, String answer, boolean server, boolean client) {
    assertThat(DeflateTerms.accept(List.of(offer), WISH))
        .isEqualTo(new DeflateTerms(server, client, answer));
  }

  @Test
  void aServerAddsItsOwnWishes() {
    assertThat(
            DeflateTerms.accept(List.of("permessage-deflate"), WISH.serverNoContextTakeover(true)))
        .isEqualTo(new DeflateTerms(true, false, "permessage-deflate; server_no_context_takeover"));
    assertThat(
            DeflateTerms.accept(List.of("permessage-deflate"), WISH.clientNoContextTakeover(true)))
        .isEqualTo(new DeflateTerms(false, true, "permessage-deflate; client_no_context_takeover"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "permessage-deflate; server_max_window_bits=14",
        "permessage-deflate; server_max_window_bits=8",
        "permessage-deflate; server_max_window_bits",
        "permessage-deflate; x",
        "permessage-deflate; server_no_context_takeover=1",
        "permessage-deflate;",
        "x-webkit-deflate-frame",
      })
  void aServerTakesTheFirstOfferItCanKeepAndPassesOverTheOthers(String other) {
    assertThat(DeflateTerms.accept(List.of(other), WISH)).isNull();
    assertThat(
            DeflateTerms.accept(
                List.of(
                    other, "permessage-deflate; client_no_context_takeover", "permessage-deflate"),
                WISH))
        .isEqualTo(new DeflateTerms(false, true, "permessage-deflate; client_no_context_takeover"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "permessage-deflate",
        "permessage-deflate; server_no_context_takeover",
        "permessage-deflate; client_no_context_takeover",
        "permessage-deflate; server_max_window_bits=8",
      })
  void aServerMayAddWhatAClientCanAlwaysDo(String answer) {
    assertThat(DeflateTerms.wrong("permessage-deflate", read(answer))).isNull();
    assertThat(DeflateTerms.of(read(answer), answer))
        .isEqualTo(
            new DeflateTerms(answer.contains("server_no"), answer.contains("client_no"), answer));
  }

  @Test
  void aClientFindsWhatIsWrongWithTheAnswer() {
    assertThat(DeflateTerms.wrong("permessage-deflate", read("permessage-deflate; b")))
        .isEqualTo("parameter 'b' is unknown");
    Extension narrow = read("permessage-deflate; client_max_window_bits=12");
    assertThat(DeflateTerms.wrong("permessage-deflate", narrow))
        .isEqualTo("client_max_window_bits was not offered");
    assertThat(DeflateTerms.wrong("permessage-deflate; client_max_window_bits", narrow)).isNull();
    String alone = "permessage-deflate; server_no_context_takeover";
    assertThat(DeflateTerms.wrong(alone, read("permessage-deflate")))
        .isEqualTo("server_no_context_takeover was asked for and is missing");
    assertThat(DeflateTerms.wrong(alone, read(alone))).isNull();
  }
}
