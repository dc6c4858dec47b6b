package dev.hawser.doctor.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.doctor.plan.Target;
import dev.hawser.http.Headers;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedactorTest {
  private static final Target TARGET =
      Target.of("wss://ann:hunter22@host/live?token=a%2Fb%3Dcd&id=7777")
          .headers(Headers.of("Cookie", "sid=c00kie; theme=dark", "X-Api-Key", "k3y-of-mine"));

  private final Redactor redactor = Redactor.of(TARGET);

  @Test
  void theUrlKeepsItsNamesAndLosesItsValues() {
    assertThat(Redactor.url(TARGET)).isEqualTo("wss://host/live?token=***&id=***");
    assertThat(Redactor.url(Target.of("ws://host/a?eyJhbGciOi"))).isEqualTo("ws://host/a?***");
  }

  @Test
  void whatWasSentAsSecretIsBlottedOutWhereverItComesBack() {
    String told = "no hunter22, a%2Fb%3Dcd, a/b=cd, 7777, c00kie, k3y-of-mine, YW5uOmh1bnRlcjIy";
    assertThat(redactor.clean(told)).isEqualTo("no ***, ***, ***, ***, ***, ***, ***");
  }

  @Test
  void whatLooksLikeATokenIsBlottedOut() {
    assertThat(redactor.clean("Bearer abc.def and /login?next=/x&ticket=zz1 at https://u:p@h/"))
        .isEqualTo("Bearer *** and /login?next=***&ticket=*** at https://***@h/");
    assertThat(redactor.clean("saw eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.sig")).isEqualTo("saw ***");
  }

  @Test
  void aSubprotocolThatIsAToken() {
    Target target =
        Target.of("ws://host/").subprotocols(List.of("v1.chat", "bearer-0123456789abcdef0123"));
    assertThat(Redactor.of(target).clean("v1.chat, bearer-0123456789abcdef0123"))
        .isEqualTo("v1.chat, ***");
  }

  @Test
  void threeCharactersAreASecretAndTwoAreNot() {
    Target target = Target.of("ws://host/").headers(Headers.of("X-A", "abc", "X-B", "xy"));
    assertThat(Redactor.of(target).clean("abc and xy")).isEqualTo("*** and xy");
  }

  @Test
  void aSecretWithinASecretDoesNotLeaveTheRestOfIt() {
    Target target = Target.of("ws://host/").headers(Headers.of("X-A", "abc", "X-B", "abcdef"));
    assertThat(Redactor.of(target).clean("abcdef, abc")).isEqualTo("***, ***");
  }

  @Test
  void theUserIsAsSecretAsThePassword() {
    assertThat(redactor.clean("ann:hunter22 said hunter22")).isEqualTo("*** said ***");
  }

  @Test
  void aQueryIsASecretWithoutANameAndWithNothingToDecode() {
    Target bare = Target.of("ws://host/a?s3cr3t-t0k3n");
    assertThat(Redactor.of(bare).clean("s3cr3t-t0k3n")).isEqualTo("***");
    Target nameless = Target.of("ws://host/a?=s3cr3t");
    assertThat(Redactor.url(nameless)).isEqualTo("ws://host/a?=***");
    assertThat(Redactor.of(nameless).clean("s3cr3t")).isEqualTo("***");
  }

  @Test
  void aSubprotocolIsATokenFromTwentyFourCharactersOn() {
    String token = "0123456789abcdef01234567";
    Target target = Target.of("ws://host/").subprotocols(List.of(token, "x123456789abcdef0123456"));
    assertThat(Redactor.of(target).clean(token + " x123456789abcdef0123456"))
        .isEqualTo("*** x123456789abcdef0123456");
  }

  @Test
  void ordinaryWordsStay() {
    assertThat(Redactor.of(Target.of("ws://host/")).clean("HTTP 502 from nginx after 2.0 s"))
        .isEqualTo("HTTP 502 from nginx after 2.0 s");
  }
}
