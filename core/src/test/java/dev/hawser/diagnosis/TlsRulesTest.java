package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Certificate;
import dev.hawser.close.Ending;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Peer;
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.close.Unreachability;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Instant;
import java.util.List;
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
        "Received fatal alert: certificate_required | TLS_CLIENT_CERT",
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
  void someWordsFitMoreThanOneCause() {
    assertThat(finding("Received fatal alert: bad_certificate", null))
        .isEqualTo(Finding.possible(Cause.TLS_CLIENT_CERT).or(Cause.TLS_HANDSHAKE));
    assertThat(finding("Received fatal alert: no_application_protocol", null))
        .isEqualTo(Finding.likely(Cause.H2_ONLY));
  }

  @Test
  void anIssuerThatOpensTlsIsNamedBeforeItsCertificateIsBlamed() {
    assertThat(issuedBy("CN=Avast Web/Mail Shield Root"))
        .isEqualTo(
            Finding.likely(Cause.TLS_INSPECTION)
                .with(Measure.name("CN=Avast Web/Mail Shield Root")));
    assertThat(issuedBy("CN=R11, O=Let's Encrypt")).isEqualTo(Finding.confirmed(Cause.TLS_CHAIN));
  }

  private static Finding issuedBy(String issuer) {
    Certificate shown = new Certificate("CN=a", issuer, Instant.EPOCH, Instant.EPOCH);
    Peer peer = new Peer("", List.of(), null, null, "", List.of(), shown);
    LinkFacts facts = LinkFacts.bare(Role.CLIENT, Phase.SECURING).with(peer);
    return TlsRules.finding(
        new Ending.Unreachable(Unreachability.TLS_FAILED, "PKIX path building failed", facts));
  }

  private static Finding finding(String text, @Nullable Throwable exception) {
    LinkFacts facts = LinkFacts.bare(Role.CLIENT, Phase.SECURING).withException(exception);
    return TlsRules.finding(new Ending.Unreachable(Unreachability.TLS_FAILED, text, facts));
  }
}
