package dev.hawser.doctor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificatesTest {
  @ParameterizedTest
  @CsvSource({
    "api.example.com, api.example.com, true",
    "api.example.com, www.example.com, false",
    "*.example.com, api.example.com, true",
    "*.example.com, example.com, false",
    "*.example.com, a.b.example.com, false",
    "127.0.0.1, 127.0.0.1, true",
    "0:0:0:0:0:0:0:1, [::1], true",
    "0:0:0:0:0:0:0:2, [::1], false"
  })
  void aNameMatchesItsHostAndAWildcardOneLabel(String name, String host, boolean matches) {
    assertThat(Certificates.matches(name, host)).isEqualTo(matches);
  }
}
