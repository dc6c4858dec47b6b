package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawser.close.Certificate;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsEnginesTest {
  private static final String THERE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBQDCB6KADAgECAgkArl5JgA8ZQj8wCgYIKoZIzj0EAwIwFTETMBEGA1UEAxMK
      dGhlcmUudGVzdDAeFw0yNjAxMDEwMDAwMDBaFw0zNTEyMzAwMDAwMDBaMBUxEzAR
      BgNVBAMTCnRoZXJlLnRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAST5Ucy
      ojxXNpVbrVKn6qC8NjJkHhLo/iw01WUexqfGT/2uPhaXjM1i+VSLaJULNDcKunLi
      BFjlLw4Yh7oUuw8+oyEwHzAdBgNVHQ4EFgQUvNa+okQIyUZwC9wu+/fSUnbo06Ew
      CgYIKoZIzj0EAwIDRwAwRAIgekQKzn4zkHXghTeCcLntTewOBu+EH3bD2CAAv7lY
      gzwCIHDWD9pBUeySUNdMhDPyQmFgY584s4iyqd6dWoss+swy
      -----END CERTIFICATE-----
      """;

  private static final Tls PINNED =
      new Tls(null, null, List.of("TLSv1.3"), List.of("TLS_AES_128_GCM_SHA256"), false);

  private static SSLEngine client(Tls tls, String host) throws GeneralSecurityException {
    return TlsEngines.client(TlsEngines.fresh(tls), tls, host, 443);
  }

  @Test
  void theContextOfTheSameSettingsIsKept() throws GeneralSecurityException {
    TlsEngines engines = new TlsEngines();
    SSLContext first = engines.context(Tls.DEFAULT);
    assertThat(engines.context(Tls.DEFAULT.verifyHost(true))).isSameAs(first);
    SSLContext other = engines.context(PINNED);
    assertThat(other).isNotSameAs(first);
    assertThat(engines.context(PINNED)).isSameAs(other);
  }

  @Test
  void aClientAsksForTheNameAndComparesIt() throws GeneralSecurityException {
    SSLEngine engine = client(Tls.DEFAULT, "there.test.");
    assertThat(engine.getUseClientMode()).isTrue();
    assertThat(engine.getPeerPort()).isEqualTo(443);
    assertThat(engine.getSSLParameters().getServerNames())
        .containsExactly(new SNIHostName("there.test"));
    assertThat(engine.getSSLParameters().getEndpointIdentificationAlgorithm()).isEqualTo("HTTPS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "2001:db8::1", "under_score.test"})
  void anAddressOrWhatIsNoHostNameIsNotAskedFor(String host) throws GeneralSecurityException {
    assertThat(client(Tls.DEFAULT, host).getSSLParameters().getServerNames()).isNullOrEmpty();
  }

  @Test
  void versionsCiphersAndAnUncomparedNameAreTakenOver() throws GeneralSecurityException {
    SSLEngine engine = client(PINNED, "there.test");
    assertThat(engine.getEnabledProtocols()).containsExactly("TLSv1.3");
    assertThat(engine.getEnabledCipherSuites()).containsExactly("TLS_AES_128_GCM_SHA256");
    assertThat(engine.getSSLParameters().getEndpointIdentificationAlgorithm()).isNull();
  }

  @Test
  void aServerComparesNoName() throws GeneralSecurityException {
    SSLEngine engine = TlsEngines.server(TlsEngines.fresh(PINNED), PINNED);
    assertThat(engine.getUseClientMode()).isFalse();
    assertThat(engine.getEnabledProtocols()).containsExactly("TLSv1.3");
    assertThat(engine.getSSLParameters().getEndpointIdentificationAlgorithm()).isNull();
  }

  @Test
  void aVersionTlsDoesNotKnowIsRefused() {
    Tls unknown = new Tls(null, null, List.of("TLSv9"), List.of(), true);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client(unknown, "there.test"))
        .withMessageContaining("TLSv9");
  }

  private static SSLSession session(Object shown) {
    return (SSLSession)
        Proxy.newProxyInstance(
            TlsEnginesTest.class.getClassLoader(),
            new Class<?>[] {SSLSession.class},
            (proxy, method, arguments) -> {
              if (shown instanceof Throwable none) {
                throw none;
              }
              return shown;
            });
  }

  @Test
  void theCertificateIsToldInShort() throws GeneralSecurityException {
    java.security.cert.Certificate there =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(THERE.getBytes(StandardCharsets.US_ASCII)));
    assertThat(TlsEngines.certificate(session(new java.security.cert.Certificate[] {there})))
        .isEqualTo(
            new Certificate(
                "CN=there.test",
                "CN=there.test",
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2035-12-30T00:00:00Z")));
  }

  @Test
  void aPeerWithoutACertificateShowsNone() {
    assertThat(TlsEngines.certificate(session(new SSLPeerUnverifiedException("none")))).isNull();
  }
}
