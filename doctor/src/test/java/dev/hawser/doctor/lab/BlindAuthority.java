package dev.hawser.doctor.lab;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;

/** An authority of its own that issues server certificates (RFC 5280), as bytes of DER. */
final class BlindAuthority {
  private static final char[] PASSWORD = "blind".toCharArray();
  private static final byte[] ECDSA_SHA256 = seq(oid(0x2A, 0x86, 0x48, 0xCE, 0x3D, 4, 3, 2));

  private final X500Principal name;
  private final KeyPair keys = pair();
  private final Certificate self;

  BlindAuthority(String name) {
    this.name = new X500Principal(name);
    byte[] isAuthority =
        seq(oid(0x55, 0x1D, 0x13), der(1, new byte[] {-1}), der(4, seq(der(1, new byte[] {-1}))));
    this.self = sign(this.name, this.keys, new Dates(-30, 365), isAuthority);
  }

  /** From how many days from now to how many. */
  record Dates(int from, int to) {}

  /** Whom a certificate is for. */
  record Leaf(String subject, String host, Dates dates) {
    static Leaf loopback() {
      return new Leaf("CN=front-3.lab.internal", "127.0.0.1", new Dates(-10, 80));
    }
  }

  /** How a listener speaks TLS. */
  record How(boolean clientCertificate, String version, String... alpn) {
    static How usual() {
      return new How(false, "TLSv1.3");
    }
  }

  /** Returns whom a client trusts that knows this authority. */
  X509TrustManager trust() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("authority", self);
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return (X509TrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Listens on loopback with a certificate of this authority. */
  ServerSocket listen(Leaf leaf, How how) {
    try {
      KeyPair own = pair();
      byte[] host =
          InetAddress.getByName(leaf.host().matches("[0-9.]+") ? leaf.host() : "0.0.0.0")
              .getAddress();
      byte[] san =
          leaf.host().matches("[0-9.]+")
              ? der(0x87, host)
              : der(0x82, leaf.host().getBytes(StandardCharsets.US_ASCII));
      byte[] extension = seq(oid(0x55, 0x1D, 0x11), der(4, seq(san)));
      Certificate issued = sign(new X500Principal(leaf.subject()), own, leaf.dates(), extension);
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("k", own.getPrivate(), PASSWORD, new Certificate[] {issued});
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), new javax.net.ssl.TrustManager[] {trust()}, null);
      SSLServerSocket socket =
          (SSLServerSocket)
              context
                  .getServerSocketFactory()
                  .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
      var parameters = socket.getSSLParameters();
      parameters.setNeedClientAuth(how.clientCertificate());
      parameters.setProtocols(new String[] {how.version()});
      parameters.setApplicationProtocols(how.alpn());
      socket.setSSLParameters(parameters);
      return socket;
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private Certificate sign(X500Principal subject, KeyPair of, Dates dates, byte[] extension) {
    try {
      Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      byte[] body =
          seq(
              der(0xA0, der(2, new byte[] {2})),
              der(2, BigInteger.valueOf(System.nanoTime() & Long.MAX_VALUE).toByteArray()),
              ECDSA_SHA256,
              name.getEncoded(),
              seq(time(now, dates.from()), time(now, dates.to())),
              subject.getEncoded(),
              of.getPublic().getEncoded(),
              der(0xA3, seq(extension)));
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(body);
      byte[] zeroBitsUnused = {0};
      byte[] all = seq(body, ECDSA_SHA256, der(3, zeroBitsUnused, signature.sign()));
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(all));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] time(Instant now, int days) {
    String text =
        DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'")
            .withZone(ZoneOffset.UTC)
            .format(now.plus(days, ChronoUnit.DAYS));
    return der(0x18, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] oid(int... arcs) {
    return der(6, BlindActs.bytes(arcs));
  }

  private static byte[] seq(byte[]... parts) {
    return der(0x30, parts);
  }

  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.size();
    if (length > 255) {
      out.write(0x82);
      out.write(length >> 8);
    } else if (length > 127) {
      out.write(0x81);
    }
    out.write(length);
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }
}
