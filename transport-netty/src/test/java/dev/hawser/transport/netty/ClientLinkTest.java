package dev.hawser.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.TransportEnd;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.transport.Completion;
import dev.hawser.transport.Deadlines;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.LinkOptions;
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

class ClientLinkTest {
  private Lab lab;
  private RawServer server;
  private Recorder recorder;
  private RawPeer peer;

  @BeforeEach
  void open() throws Exception {
    lab = new Lab();
    server = RawServer.plain();
    recorder = lab.dial(server.uri("/"));
    peer = server.acceptUpgraded();
    assertThat(recorder.link()).isNotNull();
  }

  @AfterEach
  void close() throws Exception {
    lab.close();
    peer.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, 200_000})
  void sendsAndReceivesMessagesOfEveryLengthForm(int length) throws Exception {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    recorder.link().sendBinary(ByteBuffer.wrap(bytes), Completion.IGNORED);
    java.io.ByteArrayOutputStream got = new java.io.ByteArrayOutputStream();
    RawFrame frame;
    do {
      frame = peer.readFrame();
      assertThat(frame.masked()).isTrue();
      got.writeBytes(frame.payload());
    } while (!frame.fin());
    assertThat(got.toByteArray()).isEqualTo(bytes);
    peer.sendFrame(RawFrame.BINARY, true, bytes);
    assertThat(recorder.binary()).isEqualTo(bytes);
  }

  @Test
  void sendsAndReceivesAMebibyte() throws Exception {
    String text = "0123456789abcde€".repeat(1 << 15).substring(0, 500_000);
    CompletableFuture<WriteResult> result = new CompletableFuture<>();
    recorder.link().sendText(text, result::complete);
    StringBuilder got = new StringBuilder();
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    RawFrame frame;
    do {
      frame = peer.readFrame();
      bytes.writeBytes(frame.payload());
    } while (!frame.fin());
    got.append(bytes.toString(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(got.toString()).isEqualTo(text);
    assertThat(result.get(60, TimeUnit.SECONDS)).isEqualTo(WriteResult.WRITTEN);
    byte[] most = new byte[1 << 20];
    new Random(1).nextBytes(most);
    peer.sendFrame(RawFrame.BINARY, true, most);
    assertThat(recorder.binary()).isEqualTo(most);
  }

  @Test
  void joinsFragmentsWithAPingBetween() throws Exception {
    peer.sendFrame(RawFrame.TEXT, false, "one ".getBytes());
    peer.sendFrame(RawFrame.PING, true, "p".getBytes());
    peer.sendFrame(RawFrame.CONTINUATION, false, new byte[0]);
    peer.sendFrame(RawFrame.CONTINUATION, true, "two".getBytes());
    assertThat(recorder.text()).isEqualTo("one two");
    RawFrame pong = peer.readFrame();
    assertThat(pong.opcode()).isEqualTo(RawFrame.PONG);
    assertThat(pong.text()).isEqualTo("p");
  }

  @Test
  void keepsTheOrderOfManySmallMessages() throws Exception {
    for (int i = 0; i < 5_000; i++) {
      recorder.link().sendText("m" + i, Completion.IGNORED);
    }
    for (int i = 0; i < 5_000; i++) {
      assertThat(peer.readFrame().text()).isEqualTo("m" + i);
    }
    java.io.ByteArrayOutputStream many = new java.io.ByteArrayOutputStream();
    for (int i = 0; i < 5_000; i++) {
      many.writeBytes(peer.frame(RawFrame.TEXT, true, ("n" + i).getBytes()));
    }
    peer.send(many.toByteArray());
    for (int i = 0; i < 5_000; i++) {
      assertThat(recorder.text()).isEqualTo("n" + i);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 1011, 1012, 1013, 1014, 3000, 4999})
  void answersThePeersCloseWithItsCodeAndTellsIt(int code) throws Exception {
    peer.sendClose(code, "because");
    RawFrame answer = peer.readFrame();
    assertThat(answer.opcode()).isEqualTo(RawFrame.CLOSE);
    assertThat(answer.closeCode()).isEqualTo(code);
    peer.fin();
    assertThat(peer.awaitEnd()).isEqualTo("FIN");
    Ending.Closed closed = (Ending.Closed) recorder.ending();
    assertThat(closed.by()).isEqualTo(Initiator.PEER);
    assertThat(closed.reason()).isEqualTo(CloseReason.of(CloseCode.of(code), "because"));
    assertThat(closed.clean()).isTrue();
    assertThat(closed.facts().frames().transportEnd()).isEqualTo(TransportEnd.FIN);
  }

  @Test
  void answersAnEmptyCloseWithAnEmptyOne() throws Exception {
    peer.sendFrame(RawFrame.CLOSE, true, new byte[0]);
    assertThat(peer.readFrame().closeCode()).isEqualTo(-1);
    peer.fin();
    assertThat(recorder.ending().code()).isEqualTo(CloseCode.NO_STATUS_RCVD);
  }

  @Test
  void closesWithACodeBehindWhatWasSentBefore() throws Exception {
    for (int i = 0; i < 100; i++) {
      recorder.link().sendText("x".repeat(10_000), Completion.IGNORED);
    }
    recorder.link().close(CloseReason.of(CloseCode.of(4000), "enough"));
    for (int i = 0; i < 100; i++) {
      assertThat(peer.readFrame().payload()).hasSize(10_000);
    }
    RawFrame close = peer.readFrame();
    assertThat(close.closeCode()).isEqualTo(4000);
    assertThat(close.closeText()).isEqualTo("enough");
    peer.sendClose(4000, "");
    peer.fin();
    Ending.Closed closed = (Ending.Closed) recorder.ending();
    assertThat(closed.by()).isEqualTo(Initiator.USER);
    assertThat(closed.code()).isEqualTo(CloseCode.of(4000));
    assertThat(closed.clean()).isTrue();
    assertThat(peer.awaitEnd()).isEqualTo("FIN");
  }

  @Test
  void endsTcpWhenItsCloseIsNotAnswered() throws Exception {
    recorder.link().close(CloseReason.of(CloseCode.NORMAL_CLOSURE));
    assertThat(peer.readFrame().closeCode()).isEqualTo(1000);
    assertThat(recorder.ended()).isFalse();
    lab.time.advance(Duration.ofSeconds(4));
    lab.advanceUntil("the close timeout", recorder::ended);
    Ending.Failed failed = (Ending.Failed) recorder.ending();
    assertThat(failed.fault()).isEqualTo(Fault.CLOSE_TIMEOUT);
    assertThat(failed.code()).isEqualTo(CloseCode.ABNORMAL_CLOSURE);
    assertThat(peer.awaitEnd()).isIn("RST", "FIN");
  }

  @Test
  void callsAFinWithoutACloseDropped() throws Exception {
    peer.fin();
    Ending.Dropped dropped = (Ending.Dropped) recorder.ending();
    assertThat(dropped.code()).isEqualTo(CloseCode.ABNORMAL_CLOSURE);
    assertThat(dropped.facts().frames().transportEnd()).isEqualTo(TransportEnd.FIN);
    assertThat(dropped.facts().frames().midFrame()).isFalse();
    assertThat(peer.awaitEnd()).isIn("FIN", "RST");
  }

  @Test
  void callsAFinInsideAFrameDroppedMidFrame() throws Exception {
    peer.send(new byte[] {(byte) 0x81, 100, 'h', 'a'});
    peer.fin();
    Ending.Dropped dropped = (Ending.Dropped) recorder.ending();
    assertThat(dropped.facts().frames().transportEnd()).isEqualTo(TransportEnd.FIN);
    assertThat(dropped.facts().frames().midFrame()).isTrue();
  }

  @Test
  void callsAResetDropped() throws Exception {
    peer.reset();
    Ending.Dropped dropped = (Ending.Dropped) recorder.ending();
    assertThat(dropped.facts().frames().transportEnd()).isEqualTo(TransportEnd.RST);
    assertThat(dropped.facts().exception()).isInstanceOf(java.io.IOException.class);
  }

  @Test
  void keepsTheCodeOfACloseThatAResetFollows() throws Exception {
    peer.sendClose(1012, "restarting");
    peer.reset();
    Ending.Closed closed = (Ending.Closed) recorder.ending();
    assertThat(closed.code()).isEqualTo(CloseCode.SERVICE_RESTART);
    assertThat(closed.text()).isEqualTo("restarting");
    assertThat(closed.by()).isEqualTo(Initiator.PEER);
  }

  @Test
  void keepsTheCodeOfACloseThatAResetFollowsWhileItIsWriting() throws Exception {
    // Enough that the writes are still under way when the reset comes.
    for (int i = 0; i < 200; i++) {
      recorder.link().sendBinary(ByteBuffer.wrap(new byte[60_000]), Completion.IGNORED);
    }
    peer.readBytes(100_000);
    peer.sendClose(1013, "later");
    peer.reset();
    assertThat(recorder.ending().code()).isEqualTo(CloseCode.TRY_AGAIN_LATER);
  }

  @Test
  void resetsTcpOnAbortWithoutAClose() throws Exception {
    recorder.link().abort();
    assertThat(peer.awaitEnd()).isEqualTo("RST");
    Ending.Aborted aborted = (Ending.Aborted) recorder.ending();
    assertThat(aborted.opened()).isTrue();
    assertThat(aborted.facts().frames().transportEnd()).isEqualTo(TransportEnd.LOCAL);
    CompletableFuture<WriteResult> late = new CompletableFuture<>();
    recorder.link().sendText("late", late::complete);
    assertThat(late.get(60, TimeUnit.SECONDS)).isEqualTo(WriteResult.NOT_WRITTEN);
  }

  @Test
  void pingsWithAPayloadAndSeesThePong() throws Exception {
    recorder.link().ping(ByteBuffer.wrap("are you there".getBytes()));
    RawFrame ping = peer.readFrame();
    assertThat(ping.opcode()).isEqualTo(RawFrame.PING);
    assertThat(ping.text()).isEqualTo("are you there");
    peer.sendFrame(RawFrame.PONG, true, "unasked".getBytes());
    assertThat(recorder.pong()).isEqualTo("unasked");
  }

  @Test
  void breaksARuleAndIsTold1002Once() throws Exception {
    peer.send(new byte[] {(byte) 0x83, 0});
    RawFrame close = peer.readFrame();
    assertThat(close.opcode()).isEqualTo(RawFrame.CLOSE);
    assertThat(close.closeCode()).isEqualTo(1002);
    peer.fin();
    assertThat(peer.awaitEnd()).isEqualTo("FIN");
    Ending.Failed failed = (Ending.Failed) recorder.ending();
    assertThat(failed.fault()).isEqualTo(Fault.PROTOCOL_VIOLATION);
  }

  @Test
  void findsASilentPathByItsHeartbeat() throws Exception {
    LinkOptions beating =
        LinkOptions.DEFAULT.with(
            Heartbeat.every(Duration.ofSeconds(1)).pongWithin(Duration.ofSeconds(1)));
    Recorder watched = lab.dial(DialRequest.of(server.uri("/")).with(beating));
    try (RawPeer silent = server.acceptUpgraded()) {
      assertThat(watched.link()).isNotNull();
      lab.advanceUntil("the Ping", silent::hasBytes);
      assertThat(silent.readFrame().opcode()).isEqualTo(RawFrame.PING);
      lab.advanceUntil("the Pong's deadline", watched::ended);
      Ending.Failed failed = (Ending.Failed) watched.ending();
      assertThat(failed.fault()).isEqualTo(Fault.HEARTBEAT_TIMEOUT);
      assertThat(silent.awaitEnd()).isEqualTo("RST");
    }
  }

  @Test
  void pushesBackWithoutCreditButStillAnswersPings() throws Exception {
    LinkOptions patient =
        LinkOptions.DEFAULT.with(Deadlines.DEFAULT.stall(Duration.ZERO)).with(Heartbeat.OFF);
    Recorder idle = new Recorder(0);
    lab.transport.dial(DialRequest.of(server.uri("/")).with(patient), idle);
    try (RawPeer eager = server.acceptUpgraded()) {
      assertThat(idle.link()).isNotNull();
      eager.sendText("waits");
      eager.sendFrame(RawFrame.PING, true, "still there".getBytes());
      RawFrame pong = eager.readFrame();
      assertThat(pong.opcode()).isEqualTo(RawFrame.PONG);
      assertThat(pong.text()).isEqualTo("still there");

      long written = Flood.untilStalled(eager, new byte[16 * 1024]);
      assertThat(written).isLessThan(16L << 20);
      assertThat(idle.waiting()).isZero();
      idle.link().request(1);
      assertThat(idle.text()).isEqualTo("waits");
      idle.link().request(Long.MAX_VALUE);
      for (long got = 0; got < written; got += 16 * 1024) {
        assertThat(idle.binary()).hasSize(16 * 1024);
      }
    }
  }
}
