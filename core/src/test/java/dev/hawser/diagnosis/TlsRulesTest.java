package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Ending;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.close.Unreachability;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsRulesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Received fatal alert: certificate_expired | TLS_EXPIRED",
        "No subject alternative DNS name matching a.example found | TLS_NAME",
        "No name matching a.example found | TLS_NAME",
        "hostname doesn't match | TLS_NAME",
        "PKIX path building failed | TLS_CHAIN",
        "unable to find valid certification path to requested target | TLS_CHAIN",
        "not an SSL/TLS record: 485454502f | WSS_TO_CLEAR_PORT",
        "Unsupported or unrecognized SSL message | WSS_TO_CLEAR_PORT",
        "Unrecognized SSL message, plaintext connection? | WSS_TO_CLEAR_PORT",
      })
  void theWordsOfTheExceptionTellTheCause(String words, Cause cause) {
    assertThat(finding("", new SSLException(words))).isEqualTo(Finding.confirmed(cause));
    assertThat(finding(words, null)).isEqualTo(Finding.confirmed(cause));
  }

  @Test
  void theTypeOfAnExceptionDownTheChainTellsTheCause() {
    Throwable expired =
        new SSLHandshakeException("General SSLEngine problem")
            .initCause(new CertificateException(new CertificateExpiredException("NotAfter")));
    assertThat(finding("", expired)).isEqualTo(Finding.confirmed(Cause.TLS_EXPIRED));
    Throwable early = new SSLException(new CertificateNotYetValidException("NotBefore"));
    assertThat(finding("", early)).isEqualTo(Finding.confirmed(Cause.TLS_EXPIRED));
  }

  @Test
  void otherwiseTlsFailedInSomeWay() {
    assertThat(finding("", new SSLException("Received fatal alert: handshake_failure")))
        .isEqualTo(Finding.likely(Cause.TLS_HANDSHAKE));
    assertThat(finding("", null)).isEqualTo(Finding.likely(Cause.TLS_HANDSHAKE));
  }

  @Test
  void aRingOfCausesIsReadToABound() {
    Exception one = new Exception("one");
    Exception two = new Exception("two", one);
    one.initCause(two);
    assertThat(finding("", one)).isEqualTo(Finding.likely(Cause.TLS_HANDSHAKE));
  }

  private static Finding finding(String text, @Nullable Throwable exception) {
    LinkFacts facts = LinkFacts.bare(Role.CLIENT, Phase.SECURING).withException(exception);
    return TlsRules.finding(new Ending.Unreachable(Unreachability.TLS_FAILED, text, facts));
  }
}
