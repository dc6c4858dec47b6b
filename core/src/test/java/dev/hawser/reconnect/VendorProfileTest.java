package dev.hawser.reconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawser.close.CloseCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class VendorProfileTest {
  private static final Path FILES = Path.of("src/main/resources/dev/hawser/reconnect/vendors");
  private static final VendorCode WIDE = row(4000, 4999);
  private static final VendorCode NARROW = row(4100, 4199);
  private static final VendorCode ONE = row(4100, 4100);

  static List<String> ids() {
    return VendorProfile.ids();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void everyProfileOfTheLibraryIsTheFileOfItsName(String id) throws IOException {
    String text = Files.readString(FILES.resolve(id + ".properties"));
    assertThat(VendorProfile.named(id)).isEqualTo(VendorProfile.parse(id, text));
  }

  @Test
  void everyFileIsAProfileAndTheyAreSorted() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".properties", "")))
          .containsExactlyInAnyOrderElementsOf(VendorProfile.ids());
    }
    assertThat(VendorProfile.ids()).isSorted().hasSize(8);
  }

  @ParameterizedTest
  @MethodSource("ids")
  void everyRowOfTheLibraryHasFrenchAndEverySourceAnAddress(String id) {
    VendorProfile profile = VendorProfile.named(id);
    assertThat(profile.codes()).allSatisfy(code -> assertThat(code.french()).isNotBlank());
    assertThat(profile.sources()).allMatch(source -> source.startsWith("https://"));
  }

  @ParameterizedTest
  @CsvSource({
    "pusher, 4004, STOP",
    "pusher, 4050, STOP",
    "pusher, 4100, RETRY",
    "pusher, 4299, RETRY",
    "graphql-ws, 4401, RENEW",
    "graphql-ws, 4500, STOP",
    "discord-gateway, 4009, RETRY",
    "discord-gateway, 4004, RENEW",
    "discord-gateway, 4014, STOP",
    "phoenix, 1000, STOP",
    "phoenix, 1009, RETRY",
    "centrifugo, 3014, RENEW",
    "centrifugo, 3499, RETRY",
    "centrifugo, 3510, STOP",
    "centrifugo, 4500, STOP",
    "twitch-eventsub, 4003, STOP",
    "twitch-eventsub, 4007, RETRY",
    "aws-api-gateway, 1008, RETRY",
    "openai-realtime, 1001, RETRY",
    "openai-realtime, 3000, RENEW"
  })
  void saysWhatTheVendorsDocumentationSays(String id, int code, VendorAdvice advice) {
    VendorCode row = VendorProfile.named(id).on(CloseCode.of(code));
    assertThat(row).isNotNull();
    assertThat(row.advice()).isEqualTo(advice);
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VendorProfile.named("acme"))
        .withMessage(
            "no vendor profile 'acme'; there are aws-api-gateway, centrifugo, discord-gateway,"
                + " graphql-ws, openai-realtime, phoenix, pusher, twitch-eventsub");
  }

  @Test
  void theNarrowestRowCounts() {
    VendorProfile profile = profile(ONE, NARROW, WIDE);
    assertThat(profile.codes()).containsExactly(WIDE, NARROW, ONE);
    assertThat(profile.on(CloseCode.of(4100))).isEqualTo(ONE);
    assertThat(profile.on(CloseCode.of(4101))).isEqualTo(NARROW);
    assertThat(profile.on(CloseCode.of(4200))).isEqualTo(WIDE);
    assertThat(profile.on(CloseCode.of(3999))).isNull();
    VendorCode sameStart = row(4000, 4010);
    assertThat(profile(sameStart, WIDE).on(CloseCode.of(4000))).isEqualTo(sameStart);
  }

  @Test
  void refusesRowsThatContradictEachOther() {
    refuses(
        "vendor profile 'x': 4000-4100 and 4100-4199 overlap, and neither lies inside the other",
        () -> profile(NARROW, row(4000, 4100)));
    refuses(
        "vendor profile 'x': 4100 and 4100 overlap, and neither lies inside the other",
        () -> profile(ONE, ONE));
  }

  @Test
  void needsANameASourceAndARow() {
    String message = "vendor profile 'x' needs a name, a source.1 and at least one code";
    refuses(message, () -> new VendorProfile("x", " ", List.of("here"), List.of(ONE)));
    refuses(message, () -> new VendorProfile("x", "X", List.of(), List.of(ONE)));
    refuses(message, () -> new VendorProfile("x", "X", List.of("here"), List.of()));
    refuses(
        "vendor profile '' needs a name, a source.1 and at least one code",
        () -> new VendorProfile("", "X", List.of("here"), List.of(ONE)));
  }

  private static VendorProfile profile(VendorCode... rows) {
    return new VendorProfile("x", "X", List.of("here"), List.of(rows));
  }

  private static VendorCode row(int first, int last) {
    return new VendorCode(first, last, VendorAdvice.STOP, null, "N", "m", null);
  }

  private static void refuses(String message, Runnable made) {
    assertThatIllegalArgumentException().isThrownBy(made::run).withMessage(message);
  }
}
