package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseFrames;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Peer;
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.close.SampleEndings;
import dev.hawser.close.TransportEnd;
import dev.hawser.close.Unreachability;
import dev.hawser.heartbeat.Heartbeat;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
  @ParameterizedTest
  @CsvSource({
    "1000, DONE, CONFIRMED",
    "1001, ENDPOINT_LEAVES, CONFIRMED",
    "1002, PROTOCOL_ERROR, CONFIRMED",
    "1003, UNSUPPORTED_DATA, CONFIRMED",
    "1005, NO_REASON_GIVEN, UNKNOWN",
    "1007, INVALID_PAYLOAD, CONFIRMED",
    "1008, POLICY, CONFIRMED",
    "1009, MESSAGE_TOO_BIG, CONFIRMED",
    "1010, EXTENSION_MISSING, CONFIRMED",
    "1011, SERVER_ERROR, CONFIRMED",
    "1012, SERVICE_RESTART, CONFIRMED",
    "1013, OVERLOAD, CONFIRMED",
    "1014, BACKEND_DOWN, CONFIRMED",
    "2999, UNKNOWN, UNKNOWN",
    "3000, AUTH, LIKELY",
    "3003, FORBIDDEN, LIKELY",
    "3008, ANSWER_TIMEOUT, LIKELY",
    "3999, APPLICATION, CONFIRMED",
    "4000, APPLICATION, CONFIRMED",
  })
  void thePeersCodeIsWhatThePeerSaysOfItself(int code, Cause cause, Confidence confidence) {
    assertThat(of(SampleEndings.closedByPeer(code))).isEqualTo(new Finding(cause, confidence));
  }

  @ParameterizedTest
  @CsvSource({
    "PROTOCOL_VIOLATION, PROTOCOL_ERROR, CONFIRMED",
    "INVALID_PAYLOAD, INVALID_PAYLOAD, CONFIRMED",
    "MESSAGE_TOO_BIG, MESSAGE_TOO_BIG, CONFIRMED",
    "HEARTBEAT_TIMEOUT, PATH_DEAD, LIKELY",
    "CLOSE_TIMEOUT, CLOSE_UNANSWERED, LIKELY",
    "CONSUMER_STALLED, LOCAL_STALL, CONFIRMED",
    "CALLBACK_FAILED, LOCAL_CALLBACK, CONFIRMED",
    "PREPARE_FAILED, LOCAL_PREPARE, CONFIRMED",
    "PREPARE_TIMEOUT, LOCAL_PREPARE, CONFIRMED",
  })
  void aFaultIsKnownHere(Fault fault, Cause cause, Confidence confidence) {
    assertThat(of(SampleEndings.failed(fault))).isEqualTo(new Finding(cause, confidence));
  }

  @ParameterizedTest
  @CsvSource({
    "200, NOT_WEBSOCKET, LIKELY",
    "301, REDIRECTED, CONFIRMED",
    "302, REDIRECTED, CONFIRMED",
    "400, UPGRADE_STRIPPED, POSSIBLE",
    "401, AUTH, CONFIRMED",
    "402, REFUSED, UNKNOWN",
    "403, FORBIDDEN, CONFIRMED",
    "404, WRONG_PATH, LIKELY",
    "405, NOT_WEBSOCKET, LIKELY",
    "407, PROXY_AUTH, CONFIRMED",
    "408, BACKEND_SLOW, LIKELY",
    "410, WRONG_PATH, LIKELY",
    "426, UPGRADE_STRIPPED, POSSIBLE",
    "429, RATE_LIMIT, CONFIRMED",
    "511, PROXY_AUTH, LIKELY",
    "500, SERVER_ERROR, LIKELY",
    "501, NOT_WEBSOCKET, LIKELY",
    "502, BACKEND_DOWN, LIKELY",
    "503, OVERLOAD, LIKELY",
    "504, BACKEND_SLOW, LIKELY",
    "522, BACKEND_DOWN, LIKELY",
    "530, BACKEND_DOWN, LIKELY",
    "599, REFUSED, UNKNOWN",
    "100, REFUSED, UNKNOWN",
  })
  void aRefusalIsReadByItsStatus(int status, Cause cause, Confidence confidence) {
    assertThat(of(SampleEndings.refused(status)))
        .extracting(Finding::cause, Finding::confidence)
        .containsExactly(cause, confidence);
  }

  @ParameterizedTest
  @CsvSource({
    "NAME_NOT_RESOLVED, DNS_NAME, CONFIRMED",
    "CONNECTION_REFUSED, NOT_LISTENING, CONFIRMED",
    "CONNECT_FAILED, NO_ROUTE, LIKELY",
    "CONNECT_TIMEOUT, FIREWALL, POSSIBLE",
    "PROXY_FAILED, PROXY_TUNNEL, LIKELY",
    "PROXY_REFUSED, PROXY_TUNNEL, CONFIRMED",
    "PROXY_AUTHENTICATION, PROXY_AUTH, CONFIRMED",
    "TLS_FAILED, TLS_HANDSHAKE, LIKELY",
    "HANDSHAKE_TIMEOUT, BACKEND_SLOW, POSSIBLE",
    "LOST, MUTE_PROXY, POSSIBLE",
    "BAD_ANSWER, NOT_WEBSOCKET, LIKELY",
    "SUBPROTOCOL_MISMATCH, SUBPROTOCOL_NONE, CONFIRMED",
    "NOT_PREPARED, LOCAL_PREPARE, CONFIRMED",
    "TRANSPORT_CLOSED, LOCAL_CLOSE, CONFIRMED",
  })
  void aDialIsReadByWhatItFailedOn(Unreachability kind, Cause cause, Confidence confidence) {
    assertThat(of(SampleEndings.unreachable(kind)))
        .extracting(Finding::cause, Finding::confidence)
        .containsExactly(cause, confidence);
  }

  private static Finding throughProxy(String reached) {
    Peer peer =
        new Peer("wss://a", List.of(), reached, null, "", List.of(), null, "http://proxy:3128");
    LinkFacts facts = LinkFacts.bare(Role.CLIENT, Phase.CONNECTING).with(peer);
    return of(new Ending.Unreachable(Unreachability.PROXY_FAILED, "no", facts));
  }

  @Test
  void aProxyThatWasNotReachedIsNamed() {
    Finding tunnel = new Finding(Cause.PROXY_TUNNEL, Confidence.LIKELY);
    assertThat(throughProxy(null)).isEqualTo(tunnel.with(Measure.name("http://proxy:3128")));
    assertThat(throughProxy("192.0.2.7:3128")).isEqualTo(tunnel);
  }

  @Test
  void aLineThatEndsDuringTlsMayBeCutBecauseOfIt() {
    Ending cut =
        new Ending.Unreachable(
            Unreachability.LOST, "cut", LinkFacts.bare(Role.CLIENT, Phase.SECURING));
    assertThat(of(cut)).isEqualTo(new Finding(Cause.TLS_HANDSHAKE, Confidence.POSSIBLE));
  }

  @Test
  void whatThisSideWantedIsConfirmedWhateverTheCode() {
    Finding ours = Finding.confirmed(Cause.LOCAL_CLOSE);
    assertThat(of(SampleEndings.closed(Initiator.USER, 1012))).isEqualTo(ours);
    assertThat(of(SampleEndings.aborted(Initiator.USER))).isEqualTo(ours);
    assertThat(of(new Ending.Aborted(Initiator.USER, false, connecting()))).isEqualTo(ours);
    Finding library = Finding.confirmed(Cause.LIBRARY_CLOSE);
    assertThat(of(SampleEndings.closed(Initiator.LIBRARY, 1012))).isEqualTo(library);
    assertThat(of(SampleEndings.aborted(Initiator.LIBRARY))).isEqualTo(library);
  }

  @Test
  void fromTheThirdLinkInARowThatEndedAtOnceThePatternIsTheCause() {
    Ending ending = EvidenceTest.lived(Initiator.PEER, Duration.ofMillis(5));
    assertThat(Rules.finding(new Evidence(ending, Collections.nCopies(1, ending))))
        .isEqualTo(Finding.confirmed(Cause.SERVER_ERROR));
    assertThat(Rules.finding(new Evidence(ending, Collections.nCopies(2, ending))))
        .isEqualTo(Finding.likely(Cause.FLAPPING).with(Measure.count(3)));
  }

  @Test
  void aGatewayThatTakesItsYesBackIsNamedHoweverOften() {
    Ending taken =
        new Ending.Closed(
            Initiator.PEER,
            CloseReason.of(CloseCode.PROTOCOL_ERROR, "Protocol error"),
            LinkFacts.bare(Role.CLIENT, Phase.OPEN));
    assertThat(Rules.finding(new Evidence(taken, Collections.nCopies(4, taken))))
        .isEqualTo(Finding.likely(Cause.SCG_BACKEND_HANDSHAKE));
  }

  @Test
  void aLostLineIsReadByItsEnd() {
    LinkFacts reset = SampleEndings.open().with(CloseFrames.none(TransportEnd.RST, false));
    assertThat(of(new Ending.Dropped(reset)))
        .isEqualTo(new Finding(Cause.BACKEND_CRASH, Confidence.UNKNOWN));
  }

  @Test
  void aServerThatWantsACertificateSaysSoByItsAlert() {
    assertThat(of(alerted(TransportEnd.TLS_ALERT, 116)))
        .isEqualTo(Finding.confirmed(Cause.TLS_CLIENT_CERT));
    assertThat(of(alerted(TransportEnd.TLS_ALERT, 80)))
        .isEqualTo(Finding.likely(Cause.TLS_HANDSHAKE));
    assertThat(of(alerted(TransportEnd.RST, 116)).cause()).isEqualTo(Cause.BACKEND_CRASH);
  }

  private static Ending alerted(TransportEnd end, int alert) {
    return new Ending.Dropped(
        SampleEndings.open().with(new CloseFrames(null, null, false, end, alert, false)));
  }

  @Test
  void whatTheFramesHadWrongSaysMoreThanThatTheyWereWrong() {
    assertThat(of(violation("Close frame with the illegal code 1006")))
        .isEqualTo(Finding.confirmed(Cause.PEER_ILLEGAL_CLOSE));
    assertThat(of(violation("reserved bits 0x30 are set")))
        .isEqualTo(Finding.possible(Cause.PROTOCOL_ERROR).or(Cause.MIDDLEBOX_CORRUPTION));
    assertThat(of(violation("reserved opcode 3")))
        .isEqualTo(Finding.confirmed(Cause.PROTOCOL_ERROR));
  }

  private static Ending violation(String text) {
    return new Ending.Failed(Fault.PROTOCOL_VIOLATION, text, SampleEndings.open());
  }

  @Test
  void aLimitOfThisSideThatRanOutIsNoDeadPath() {
    String text = Heartbeat.expectTraffic(Duration.ofSeconds(9)).missed();
    assertThat(of(new Ending.Failed(Fault.HEARTBEAT_TIMEOUT, text, SampleEndings.open())))
        .isEqualTo(Finding.confirmed(Cause.LOCAL_TIMEOUT));
  }

  @Test
  void aPortThatSpeaksSomethingElseIsNamed() {
    LinkFacts facts = LinkFacts.bare(Role.CLIENT, Phase.HANDSHAKING);
    assertThat(of(bad("the peer speaks TLS; the URL's scheme must be wss", facts)))
        .isEqualTo(Finding.confirmed(Cause.WS_TO_TLS_PORT));
    assertThat(of(bad("the peer speaks no HTTP; it began with 'SSH-2.0'", facts)))
        .isEqualTo(Finding.confirmed(Cause.NOT_HTTP));
    assertThat(of(bad("no Upgrade", facts))).isEqualTo(Finding.likely(Cause.NOT_WEBSOCKET));
  }

  private static Ending bad(String text, LinkFacts facts) {
    return new Ending.Unreachable(Unreachability.BAD_ANSWER, text, facts);
  }

  @Test
  void anAcceptKeyOfAnotherRequestIsNamed() {
    LinkFacts facts = LinkFacts.bare(Role.CLIENT, Phase.HANDSHAKING);
    assertThat(
            of(
                new Ending.Unreachable(
                    Unreachability.BAD_ANSWER, "Sec-WebSocket-Accept does not match", facts)))
        .isEqualTo(Finding.confirmed(Cause.ACCEPT_MISMATCH));
  }

  @Test
  void anAnswerThatIsLateMayBeExpectedTooEarly() {
    assertThat(of(SampleEndings.unreachable(Unreachability.HANDSHAKE_TIMEOUT)))
        .isEqualTo(Finding.possible(Cause.BACKEND_SLOW).or(Cause.LOCAL_TIMEOUT));
  }

  private static LinkFacts connecting() {
    return LinkFacts.bare(Role.CLIENT, Phase.CONNECTING);
  }

  private static Finding of(Ending ending) {
    return Rules.finding(Evidence.of(ending));
  }
}
