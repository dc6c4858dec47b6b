package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.TransportEnd;
import dev.hawser.close.Unreachability;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class TroubleTest {
  @Test
  void readsTheNumberOfAnAlert() {
    SSLException received = new SSLException("Received fatal alert: certificate_required");
    assertThat(Trouble.alert(received)).isEqualTo(116);
    assertThat(Trouble.alert(new IllegalStateException(received))).isEqualTo(116);
    assertThat(Trouble.alert(new SSLException("Received fatal alert: unheard_of"))).isEqualTo(-1);
    assertThat(Trouble.alert(new SSLException("PKIX path building failed"))).isEqualTo(-1);
    assertThat(Trouble.alert(new IOException("Connection reset"))).isEqualTo(-1);
  }

  @Test
  void tellsHowALineEnded() {
    assertThat(Trouble.end(new SocketException("Connection reset"))).isEqualTo(TransportEnd.RST);
    assertThat(Trouble.end(new IOException("Broken pipe"))).isEqualTo(TransportEnd.RST);
    assertThat(
            Trouble.end(new IOException("Channel output shutdown", new IOException("Broken pipe"))))
        .isEqualTo(TransportEnd.RST);
    assertThat(Trouble.end(new IOException("Channel output shutdown")))
        .isEqualTo(TransportEnd.UNSEEN);
    assertThat(Trouble.end(new IOException("Connection reset by peer")))
        .isEqualTo(TransportEnd.RST);
    assertThat(Trouble.end(new IOException("Connection timed out")))
        .isEqualTo(TransportEnd.WRITE_TIMEOUT);
    assertThat(Trouble.end(new SocketException("Network is unreachable")))
        .isEqualTo(TransportEnd.WRITE_TIMEOUT);
    assertThat(Trouble.end(new SSLException("Received fatal alert: internal_error")))
        .isEqualTo(TransportEnd.TLS_ALERT);
    assertThat(Trouble.end(new SSLException("bad record"))).isEqualTo(TransportEnd.LOCAL);
    assertThat(Trouble.end(new IllegalStateException())).isEqualTo(TransportEnd.LOCAL);
    assertThat(Trouble.end(new ClosedChannelException())).isEqualTo(TransportEnd.LOCAL);
    assertThat(Trouble.end(closedBy(new IOException("Broken pipe")))).isEqualTo(TransportEnd.RST);
    assertThat(Trouble.end(closedBy(new IllegalStateException()))).isEqualTo(TransportEnd.LOCAL);
  }

  private static ClosedChannelException closedBy(Throwable before) {
    ClosedChannelException closed = new ClosedChannelException();
    closed.initCause(before);
    return closed;
  }

  @Test
  void callsNothingAResetThatOnlySpeaksAnotherLanguage() {
    // The JDK's own word for a reset while reading is English and has a type of its own.
    assertThat(Trouble.end(new SocketException("Connexion ré-initialisée par le correspondant")))
        .isEqualTo(TransportEnd.RST);
    assertThat(Trouble.end(new IOException("Connexion terminée par expiration du délai d'attente")))
        .isEqualTo(TransportEnd.UNSEEN);
    assertThat(Trouble.end(new IOException("Verbindungsaufbau abgelehnt")))
        .isEqualTo(TransportEnd.UNSEEN);
    assertThat(Trouble.end(new IOException((String) null))).isEqualTo(TransportEnd.UNSEEN);
  }

  @Test
  void tellsWhyNoConnectionCameAbout() {
    assertThat(Trouble.connecting(new ConnectException("Connection refused: /127.0.0.1:1")))
        .isEqualTo(Unreachability.CONNECTION_REFUSED);
    assertThat(Trouble.connecting(new ConnectException("Connexion refusée")))
        .isEqualTo(Unreachability.CONNECTION_REFUSED);
    assertThat(Trouble.connecting(new ConnectException("Connection timed out")))
        .isEqualTo(Unreachability.CONNECT_TIMEOUT);
    assertThat(Trouble.connecting(new NoRouteToHostException("No route to host")))
        .isEqualTo(Unreachability.CONNECT_FAILED);
  }

  @Test
  void tellsALineThatWentAwayFromTlsThatFailed() {
    assertThat(Trouble.lineGone(new IOException("Connection reset"))).isTrue();
    assertThat(Trouble.lineGone(new SSLException("x", new SocketException("reset")))).isTrue();
    assertThat(
            Trouble.lineGone(new SSLException("x", new java.nio.channels.ClosedChannelException())))
        .isTrue();
    assertThat(Trouble.lineGone(new SSLException("PKIX path building failed"))).isFalse();
  }

  @Test
  void saysWhatWentWrongWithTls() {
    for (String words :
        new String[] {
          "not an SSL/TLS record: 485454", "Unsupported or unrecognized plaintext connection?"
        }) {
      assertThat(Trouble.securing(new IllegalStateException(new SSLException(words))))
          .isEqualTo("the peer speaks no TLS; it answered in plain text");
    }
    assertThat(
            Trouble.securing(
                new SSLHandshakeException("outer").initCause(new IOException("the real one"))))
        .isEqualTo("the real one");
    assertThat(Trouble.securing(new SSLException((String) null))).isEqualTo("SSLException");
  }
}
