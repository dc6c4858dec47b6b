package dev.hawser.reconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendorFileTest {
  @Test
  void readsKeysAndValuesAndSkipsCommentsAndEmptyLines() {
    assertThat(VendorFile.lines("x", "# a = b\r\n\n name = A = B \r\n4000=stop|N|m\n"))
        .isEqualTo(Map.of("name", "A = B", "4000", "stop|N|m"));
  }

  @Test
  void refusesWhatIsNoLineOfAProfileAndSaysWhich() {
    refuses("line 2 'stop' is not key = value without a backslash", "name = A\nstop");
    refuses("line 1 '= b' is not key = value without a backslash", "= b");
    refuses("line 1 'a = \\u0041' is not key = value without a backslash", "a = \\u0041");
    refuses("line 3 names name a second time", "name = A\n\nname = B");
  }

  @Test
  void readsARowOfThreeOrFourCells() {
    assertThat(row("stop | Gone | It is gone."))
        .isEqualTo(
            new VendorCode(4000, 4000, VendorAdvice.STOP, null, "Gone", "It is gone.", null));
    assertThat(row("renew|Gone|It is gone.|Fini."))
        .isEqualTo(
            new VendorCode(4000, 4000, VendorAdvice.RENEW, null, "Gone", "It is gone.", "Fini."));
  }

  @ParameterizedTest
  @CsvSource({"500ms-5s, 500, 5000", "0s-1m, 0, 60000", "1m-2m, 60000, 120000"})
  void readsAWaitBesideRetry(String wait, long least, long most) {
    assertThat(row("retry " + wait + " | N | m").pause())
        .isEqualTo(Wait.between(Duration.ofMillis(least), Duration.ofMillis(most)));
    assertThat(row("retry | N | m").pause()).isNull();
  }

  @Test
  void readsARangeOfCodes() {
    VendorProfile profile = profile("4100-4199 = retry | N | m");
    assertThat(profile.codes())
        .singleElement()
        .extracting(VendorCode::label)
        .isEqualTo("4100-4199");
  }

  @Test
  void refusesWhatIsNoRowAndSaysWhatWouldBe() {
    refusesRow("'stop | N' is not advice | name | English | French", "stop | N");
    refusesRow("'a|b|c|d|e' is not advice | name | English | French", "a|b|c|d|e");
    String wait = ": after the advice stands nothing, or a wait such as 500ms-5s, not '";
    refusesRow(wait + "5s'", "retry 5s | N | m");
    refusesRow(wait + "1s-2s then stop'", "retry 1s-2s then stop | N | m");
    refusesRow(wait + "1s-2h'", "retry 1s-2h | N | m");
    refusesRow(": most PT1S is not in PT2S-PT24H", "retry 2s-1s | N | m");
    refusesRow(": advice 'perhaps' is none of retry, renew, stop", "perhaps | N | m");
    refusesRow(": 4000 lacks its name or its meaning", "stop | | m");
  }

  @Test
  void refusesAKeyThatMeansNothing() {
    refuses(
        "key '400' is none of name, source.1 and on, a code such as 4000 or 4100-4199",
        "400 = stop | N | m");
    refuses(
        "key 'source' is none of name, source.1 and on, a code such as 4000 or 4100-4199",
        "source = x");
  }

  private static VendorCode row(String value) {
    return profile("4000 = " + value).codes().get(0);
  }

  private static VendorProfile profile(String rows) {
    return VendorProfile.parse("x", "name = X\nsource.1 = here\n" + rows);
  }

  private static void refuses(String message, String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VendorProfile.parse("x", text))
        .withMessage("vendor profile 'x': " + message);
  }

  private static void refusesRow(String message, String value) {
    String colon = message.startsWith(":") ? "" : " ";
    refuses("4000" + colon + message, "name = X\nsource.1 = here\n4000 = " + value);
  }
}
