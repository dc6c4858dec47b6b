package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.Socket;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECParameterSpec;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.Test;

class ReloadableKeysTest {
  private final Keys first = new Keys("1.0.host", 1);
  private final Keys second = new Keys("1.0.host", 2);
  private final ReloadableKeys keys = ReloadableKeys.of(first);

  /** Keys under one alias, whose private key is a number. */
  private static final class Keys extends X509ExtendedKeyManager {
    private final String alias;
    private final Key key;

    Keys(String alias, int number) {
      this.alias = alias;
      key = new Key(BigInteger.valueOf(number));
    }

    private record Key(BigInteger number) implements ECPrivateKey {
      @Override
      public BigInteger getS() {
        return number;
      }

      @Override
      public ECParameterSpec getParams() {
        return null;
      }

      @Override
      public String getAlgorithm() {
        return "EC";
      }

      @Override
      public String getFormat() {
        return null;
      }

      @Override
      public byte[] getEncoded() {
        return null;
      }
    }

    @Override
    public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
      return type.equals("EC") ? alias : null;
    }

    @Override
    public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
      return alias;
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
      return null;
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
      return alias;
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
      return new String[] {alias};
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
      return alias;
    }

    @Override
    public X509Certificate[] getCertificateChain(String asked) {
      return asked.equals(alias) ? new X509Certificate[key.number().intValue()] : null;
    }

    @Override
    public PrivateKey getPrivateKey(String asked) {
      return asked.equals(alias) ? key : null;
    }
  }

  private int shown(String alias) {
    PrivateKey key = keys.getPrivateKey(alias);
    int number = ((ECPrivateKey) key).getS().intValue();
    assertThat(keys.getCertificateChain(alias)).hasSize(number);
    return number;
  }

  private String chosen() {
    return keys.chooseEngineServerAlias("EC", null, null);
  }

  @Test
  void theNextHandshakeShowsTheNewKeys() {
    assertThat(shown(chosen())).isEqualTo(1);
    keys.reload(second);
    assertThat(shown(chosen())).isEqualTo(2);
    assertThat(shown(keys.chooseEngineClientAlias(new String[0], null, null))).isEqualTo(2);
    assertThat(shown(keys.chooseServerAlias("EC", null, null))).isEqualTo(2);
    assertThat(shown(keys.chooseClientAlias(new String[0], null, null))).isEqualTo(2);
    assertThat(shown(keys.getServerAliases("EC", null)[0])).isEqualTo(2);
  }

  @Test
  void aHandshakeUnderWayKeepsTheKeysItChose() {
    String alias = chosen();
    keys.reload(second);
    assertThat(shown(alias)).isEqualTo(1);
    // Two renewals later no handshake is left that chose it.
    keys.reload(first);
    assertThat(keys.getPrivateKey(alias)).isNull();
    assertThat(keys.getCertificateChain(alias)).isNull();
  }

  @Test
  void whatTheKeysDoNotHaveIsNotMadeUp() {
    assertThat(keys.chooseEngineServerAlias("RSA", null, null)).isNull();
    assertThat(keys.getClientAliases("EC", null)).isNull();
    assertThat(keys.getPrivateKey("unknown")).isNull();
    assertThat(keys.getCertificateChain(chosen() + "x")).isNull();
  }

  @Test
  void manyRenewalsKeepNoMoreThanTheLastTwo() {
    for (int i = 0; i < 11; i++) {
      keys.reload(i % 2 == 0 ? second : first);
    }
    // The 11th and the 1st begin alike as texts.
    assertThat(shown(chosen())).isEqualTo(2);
    assertThat(keys.getPrivateKey("1.1.0.host")).isNull();
  }

  @Test
  void storesAreReadAndAWrongPasswordLeavesTheOldKeys() throws Exception {
    KeyStore empty = KeyStore.getInstance("PKCS12");
    empty.load(null, null);
    keys.reload(empty, new char[0]);
    assertThat(chosen()).isNull();
    assertThat(ReloadableKeys.of(empty, new char[0]).chooseEngineServerAlias("EC", null, null))
        .isNull();
    keys.reload(first);
    KeyStore unloaded = KeyStore.getInstance("PKCS12");
    assertThatThrownBy(() -> keys.reload(unloaded, new char[0]))
        .isInstanceOf(java.security.GeneralSecurityException.class);
    assertThat(shown(chosen())).isEqualTo(1);
  }

  @Test
  void otherKeyManagersAreRefusedByTheirName() {
    KeyManager none = new KeyManager() {};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> keys.reload(none))
        .withMessageContaining("ReloadableKeysTest")
        .withMessageContaining("X509ExtendedKeyManager");
    assertThatIllegalArgumentException().isThrownBy(() -> ReloadableKeys.of(keys));
  }
}
