package dev.hawser.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.TransportEnd;
import dev.hawser.transport.Completion;
import dev.hawser.transport.Link;
import dev.hawser.transport.WriteResult;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerLinkTest {
  private Lab lab;
  private Recorder recorder;
  private RawPeer peer;
  private Link link;

  @BeforeEach
  void open() throws Exception {
    lab = new Lab();
    recorder = new Recorder();
    peer = RawPeer.upgraded(lab.listen(Lab.accepting(recorder)).address().getPort());
    link = recorder.link();
  }

  @AfterEach
  void close() throws Exception {
    lab.close();
    peer.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 125, 126, 65_536, 1 << 20})
  void sendsAndReceivesMessages(int length) throws Exception {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    peer.sendFrame(RawFrame.BINARY, true, bytes);
    assertThat(recorder.binary()).isEqualTo(bytes);
    CompletableFuture<WriteResult> result = new CompletableFuture<>();
    link.sendBinary(ByteBuffer.wrap(bytes), result::complete);
    java.io.ByteArrayOutputStream got = new java.io.ByteArrayOutputStream();
    RawFrame frame;
    do {
      frame = peer.readFrame();
      assertThat(frame.masked()).isFalse();
      got.writeBytes(frame.payload());
    } while (!frame.fin());
    assertThat(got.toByteArray()).isEqualTo(bytes);
    assertThat(result.get(60, TimeUnit.SECONDS)).isEqualTo(WriteResult.WRITTEN);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 1010, 3999, 4000})
  void answersThePeersCloseAndEndsTcp(int code) throws Exception {
    peer.sendClose(code, "bye");
    assertThat(peer.readFrame().closeCode()).isEqualTo(code);
    // RFC 6455 s.7.1.1: the server ends TCP first.
    assertThat(peer.awaitEnd()).isEqualTo("FIN");
    peer.fin();
    Ending.Closed closed = (Ending.Closed) recorder.ending();
    assertThat(closed.by()).isEqualTo(Initiator.PEER);
    assertThat(closed.code()).isEqualTo(CloseCode.of(code));
    assertThat(closed.clean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 1012, 1013, 1014, 4999})
  void closesWithACode(int code) throws Exception {
    link.sendText("last words", Completion.IGNORED);
    link.close(CloseReason.of(CloseCode.of(code), "moving"));
    assertThat(peer.readFrame().text()).isEqualTo("last words");
    RawFrame close = peer.readFrame();
    assertThat(close.closeCode()).isEqualTo(code);
    assertThat(close.closeText()).isEqualTo("moving");
    peer.sendClose(code, "");
    assertThat(peer.awaitEnd()).isEqualTo("FIN");
    peer.fin();
    assertThat(recorder.ending().by()).isEqualTo(Initiator.USER);
    assertThat(recorder.ending().code()).isEqualTo(CloseCode.of(code));
  }

  @Test
  void closesWithAnEmptyClose() throws Exception {
    link.close(CloseReason.NONE);
    assertThat(peer.readFrame().closeCode()).isEqualTo(-1);
    peer.sendFrame(RawFrame.CLOSE, true, new byte[0]);
    peer.fin();
    assertThat(recorder.ending().code()).isEqualTo(CloseCode.NO_STATUS_RCVD);
  }

  @Test
  void endsTcpWhenThePeerKeepsItOpenAfterTheCloses() throws Exception {
    peer.sendClose(1000, "");
    assertThat(peer.readFrame().closeCode()).isEqualTo(1000);
    assertThat(peer.awaitEnd()).isEqualTo("FIN");
    assertThat(recorder.ended()).isFalse();
    lab.time.advance(Duration.ofSeconds(4));
    lab.advanceUntil("the close timeout", recorder::ended);
    assertThat(recorder.ending().code()).isEqualTo(CloseCode.NORMAL_CLOSURE);
  }

  @Test
  void refusesAnUnmaskedFrame() throws Exception {
    peer.send(new byte[] {(byte) 0x81, 1, 'x'});
    assertThat(peer.readFrame().closeCode()).isEqualTo(1002);
    peer.fin();
    assertThat(((Ending.Failed) recorder.ending()).fault()).isEqualTo(Fault.PROTOCOL_VIOLATION);
  }

  @Test
  void tellsAFinFromAReset() throws Exception {
    peer.fin();
    assertThat(recorder.ending().facts().frames().transportEnd()).isEqualTo(TransportEnd.FIN);
    Recorder other = new Recorder();
    RawPeer rude = RawPeer.upgraded(lab.listen(Lab.accepting(other)).address().getPort());
    assertThat(other.link()).isNotNull();
    rude.reset();
    assertThat(other.ending().facts().frames().transportEnd()).isEqualTo(TransportEnd.RST);
    assertThat(other.ending()).isInstanceOf(Ending.Dropped.class);
  }

  @Test
  void resetsTcpOnAbort() throws Exception {
    link.abort();
    assertThat(peer.awaitEnd()).isEqualTo("RST");
    assertThat(recorder.ending()).isInstanceOf(Ending.Aborted.class);
  }

  @Test
  void stopsWritingToAPeerThatDoesNotReadAndLosesNothing() throws Exception {
    byte[] chunk = new byte[60_000];
    CompletableFuture<WriteResult> last = new CompletableFuture<>();
    for (int i = 0; i < 400; i++) {
      link.sendBinary(ByteBuffer.wrap(chunk), i == 399 ? last::complete : Completion.IGNORED);
    }
    Lab.await("bytes wait", () -> link.pendingBytes() > 0);
    for (int i = 0; i < 400; i++) {
      assertThat(peer.readFrame().payload()).hasSize(60_000);
    }
    assertThat(last.get(60, TimeUnit.SECONDS)).isEqualTo(WriteResult.WRITTEN);
    Lab.await("no byte waits", () -> link.pendingBytes() == 0);
  }
}
