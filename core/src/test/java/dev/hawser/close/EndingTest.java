package dev.hawser.close;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EndingTest {
  private static final LinkFacts OPEN = LinkFacts.bare(Role.CLIENT, Phase.OPEN);
  private static final CloseReason TOO_BIG = CloseReason.of(CloseCode.MESSAGE_TOO_BIG, "2 MiB");

  @Test
  void aClosingHandshakeSaysWhatTheFirstCloseFrameSaid() {
    CloseReason restart = CloseReason.of(CloseCode.SERVICE_RESTART, "deploy");
    Ending.Closed closed = new Ending.Closed(Initiator.PEER, restart, OPEN);
    holds(closed, Initiator.PEER, CloseCode.SERVICE_RESTART, "deploy", true);
    assertThat(closed.clean()).isFalse();
    LinkFacts clean =
        OPEN.with(new CloseFrames(restart, restart, false, TransportEnd.FIN, -1, false));
    assertThat(new Ending.Closed(Initiator.PEER, restart, clean).clean()).isTrue();
  }

  @Test
  void aFaultCarriesTheCodeThatWasSentBecauseOfIt() {
    LinkFacts sent = OPEN.with(new CloseFrames(null, TOO_BIG, true, TransportEnd.LOCAL, -1, false));
    Ending failed = new Ending.Failed(Fault.MESSAGE_TOO_BIG, "2097152 bytes", sent);
    holds(failed, Initiator.LIBRARY, CloseCode.MESSAGE_TOO_BIG, "2097152 bytes", true);
  }

  @Test
  void aFaultWithoutACloseFrameIs1006() {
    Ending dead = new Ending.Failed(Fault.HEARTBEAT_TIMEOUT, "silent", OPEN);
    holds(dead, Initiator.LIBRARY, CloseCode.ABNORMAL_CLOSURE, "silent", true);
  }

  @Test
  void aClosingHandshakeThatWasNeverFinishedIs1006WhateverWasSent() {
    LinkFacts sent = OPEN.with(new CloseFrames(null, TOO_BIG, true, TransportEnd.LOCAL, -1, false));
    assertThat(new Ending.Failed(Fault.CLOSE_TIMEOUT, "", sent).code())
        .isEqualTo(CloseCode.ABNORMAL_CLOSURE);
  }

  @Test
  void aLostLineIsTheNetworksAnd1006() {
    holds(new Ending.Dropped(OPEN), Initiator.NETWORK, CloseCode.ABNORMAL_CLOSURE, "", true);
  }

  @Test
  void aRefusalIsThePeersAndNamesItsStatus() {
    Ending refused = new Ending.Refused(HttpAnswer.of(503, Headers.empty()), OPEN);
    holds(refused, Initiator.PEER, CloseCode.ABNORMAL_CLOSURE, "HTTP 503", false);
  }

  @ParameterizedTest
  @EnumSource
  void aDialWithoutAnswerIsWhoseFaultItsKindSays(Unreachability kind) {
    Initiator by =
        switch (kind) {
          case NOT_PREPARED -> Initiator.LIBRARY;
          case TRANSPORT_CLOSED -> Initiator.USER;
          case BAD_ANSWER, SUBPROTOCOL_MISMATCH -> Initiator.PEER;
          default -> Initiator.NETWORK;
        };
    CloseCode code =
        kind == Unreachability.TLS_FAILED ? CloseCode.TLS_HANDSHAKE : CloseCode.ABNORMAL_CLOSURE;
    holds(new Ending.Unreachable(kind, "why", OPEN), by, code, "why", false);
  }

  @Test
  void anAbortIsWhoeversWhetherItWasOpenOrNot() {
    CloseCode code = CloseCode.ABNORMAL_CLOSURE;
    holds(new Ending.Aborted(Initiator.USER, true, OPEN), Initiator.USER, code, "", true);
    holds(new Ending.Aborted(Initiator.LIBRARY, false, OPEN), Initiator.LIBRARY, code, "", false);
  }

  private static void holds(
      Ending ending, Initiator by, CloseCode code, String text, boolean opened) {
    assertThat(ending.by()).isEqualTo(by);
    assertThat(ending.code()).isEqualTo(code);
    assertThat(ending.text()).isEqualTo(text);
    assertThat(ending.opened()).isEqualTo(opened);
    assertThat(ending.facts().role()).isEqualTo(Role.CLIENT);
  }
}
