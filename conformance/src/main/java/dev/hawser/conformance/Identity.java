package dev.hawser.conformance;

import dev.hawser.transport.Tls;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * A self-signed identity for one host name, made when it is first needed and valid for a day.
 *
 * <p>Immutable.
 */
public final class Identity {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final String ECDSA_WITH_SHA256 = "300a06082a8648ce3d040302";

  private final KeyManager keys;
  private final TrustManager trust;

  private Identity(KeyManager keys, TrustManager trust) {
    this.keys = keys;
    this.trust = trust;
  }

  private static final class Loopback {
    static final Identity MADE = make("localhost");
  }

  private static final class Stranger {
    static final Identity MADE = make("localhost");
  }

  private static final class Elsewhere {
    static final Identity MADE = make("elsewhere.example");
  }

  /** Returns one that is good for localhost and 127.0.0.1. */
  public static Identity loopback() {
    return Loopback.MADE;
  }

  /** Returns another for the same host, which nobody trusts. */
  public static Identity stranger() {
    return Stranger.MADE;
  }

  /** Returns one that is good for another host only. */
  public static Identity elsewhere() {
    return Elsewhere.MADE;
  }

  /** Returns a server's TLS with this identity. */
  public Tls server() {
    return Tls.DEFAULT.with(keys);
  }

  /** Returns a client's TLS that trusts this identity and nobody else. */
  public Tls client() {
    return Tls.DEFAULT.with(trust);
  }

  /** Returns the same for sockets of the JDK. */
  SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {keys}, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static Identity make(String host) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      KeyPair pair = generator.generateKeyPair();
      Certificate certificate = certificate(host, pair);
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(host, pair.getPrivate(), PASSWORD, new Certificate[] {certificate});
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PASSWORD);
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(host, certificate);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      return new Identity(keys.getKeyManagers()[0], trust.getTrustManagers()[0]);
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  // RFC 5280 s.4.1, in DER.
  private static Certificate certificate(String host, KeyPair pair)
      throws GeneralSecurityException {
    byte[] algorithm = hex(ECDSA_WITH_SHA256);
    byte[] name =
        der(
            SEQUENCE,
            der(0x31, der(SEQUENCE, hex("0603550403"), der(0x0C, utf8("Hawser " + host)))));
    Instant now = Instant.now();
    byte[] validity = der(SEQUENCE, time(now.minusSeconds(3_600)), time(now.plusSeconds(86_400)));
    byte[] names =
        host.equals("localhost")
            ? der(SEQUENCE, der(0x82, utf8(host)), der(0x87, new byte[] {127, 0, 0, 1}))
            : der(SEQUENCE, der(0x82, utf8(host)));
    byte[] extension = der(SEQUENCE, hex("0603551d11"), der(OCTETS, names));
    byte[] body =
        der(
            SEQUENCE,
            hex("a003020102"),
            hex("020101"),
            algorithm,
            name,
            validity,
            name,
            pair.getPublic().getEncoded(),
            der(0xA3, der(SEQUENCE, extension)));
    Signature signing = Signature.getInstance("SHA256withECDSA");
    signing.initSign(pair.getPrivate());
    signing.update(body);
    byte[] signature = RawBytes.join(new byte[] {0}, signing.sign());
    byte[] whole = der(SEQUENCE, body, algorithm, der(0x03, signature));
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(whole));
  }

  private static byte[] time(Instant at) {
    String text =
        DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC)
            .format(at);
    return der(0x17, utf8(text));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] hex(String digits) {
    return java.util.HexFormat.of().parseHex(digits);
  }

  private static byte[] der(int tag, byte[]... contents) {
    byte[] content = RawBytes.join(contents);
    ByteArrayOutputStream der = new ByteArrayOutputStream();
    der.write(tag);
    if (content.length >= 256) {
      der.write(0x82);
      der.write(content.length >> 8);
    } else if (content.length >= 128) {
      der.write(0x81);
    }
    der.write(content.length);
    der.writeBytes(content);
    return der.toByteArray();
  }
}
