package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Initiator;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.MessageNote;
import dev.hawser.close.OwnSide;
import dev.hawser.close.Peer;
import dev.hawser.close.SampleEndings;
import dev.hawser.close.Timeline;
import dev.hawser.close.Traffic;
import dev.hawser.close.TransportEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloseRulesTest {
  private static final Duration NONE = Duration.ZERO;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1001 | Idle Timeout | SERVER_IDLE | CONFIRMED",
        "1000 | closed for inactivity | SERVER_IDLE | CONFIRMED",
        "1001 | max_age:3600 | MAX_LIFETIME | CONFIRMED",
        "1000 | Max age reached | MAX_LIFETIME | CONFIRMED",
        "1001 | lifetime | MAX_LIFETIME | CONFIRMED",
        "1000 | max connection duration | MAX_LIFETIME | CONFIRMED",
        "1000 | bye | DONE | CONFIRMED",
        "1001 | bye | ENDPOINT_LEAVES | CONFIRMED",
        "1011 | keepalive ping timeout | WE_DID_NOT_PONG | LIKELY",
        "1011 | Pong timeout | WE_DID_NOT_PONG | LIKELY",
        "1011 | boom | SERVER_ERROR | CONFIRMED",
        "1014 | 1014 upstream_timeout id=1 | BACKEND_SLOW | CONFIRMED",
        "1014 | upstream timed out | BACKEND_SLOW | CONFIRMED",
        "1014 | upstream_too_big:9 | MESSAGE_TOO_BIG | CONFIRMED",
        "1014 | upstream_bad_close:1006 | PROTOCOL_ERROR | CONFIRMED",
        "1014 | upstream_protocol:mask | PROTOCOL_ERROR | CONFIRMED",
        "1014 | 1014 upstream_reset id=1 | BACKEND_DOWN | CONFIRMED",
        "1014 | 1014 upstream_stalled id=1 | BACKEND_SLOW | CONFIRMED",
        "1014 | 1014 upstream_connection_timeout id=1 | BACKEND_DOWN | CONFIRMED",
        "1014 | 1014 upstream_refused:401 id=1 retry=5 | AUTH | CONFIRMED",
        "1014 | 1014 upstream_refused:4011 id=1 | REFUSED | CONFIRMED",
        "1014 | 1014 upstream_http_request_error id=1 | BACKEND_DOWN | CONFIRMED",
        "1011 | 1014 upstream_eof id=1 retry=5 | BACKEND_DOWN | CONFIRMED",
        "1002 | 1014 upstream_timeout id=1 retry=5 | BACKEND_SLOW | CONFIRMED",
        "1013 | 1013 slow_consumer id=1 retry=5 | LOCAL_STALL | CONFIRMED",
        "1001 | 1001 idle:20s id=1 | SERVER_IDLE | CONFIRMED",
        "1012 | 1012 max_age:20s id=1 retry=5 | MAX_LIFETIME | CONFIRMED",
        "1001 | 1001 shutdown id=1 | ENDPOINT_LEAVES | CONFIRMED",
        "1013 | idle | OVERLOAD | CONFIRMED",
        "1008 | reads too slowly | LOCAL_STALL | LIKELY",
        "1008 | Slow Consumer Detected | LOCAL_STALL | LIKELY",
        "1008 | slow client | LOCAL_STALL | LIKELY",
        "1008 | not so fast | POLICY | CONFIRMED",
      })
  void theWordsOfACloseSayMoreThanItsCode(
      int code, String words, Cause cause, Confidence confidence) {
    assertThat(CloseRules.finding(Evidence.of(closed(code, words, SampleEndings.open()))))
        .isEqualTo(new Finding(cause, confidence));
  }

  @Test
  void aPeerThatMissedAPongIsRightWhereItsPingsHadWaited() {
    LinkFacts late = SampleEndings.open().with(OwnSide.CALM.latePings(2, Duration.ZERO));
    assertThat(CloseRules.finding(Evidence.of(closed(1011, "keepalive ping timeout", late))))
        .isEqualTo(Finding.confirmed(Cause.WE_DID_NOT_PONG));
  }

  @Test
  void aGatewayThatTakesItsYesBackAtOnceIsKnownByIt() {
    assertThat(taken(1002, "Protocol error", facts(200, 0)))
        .isEqualTo(Finding.likely(Cause.SCG_BACKEND_HANDSHAKE));
    Finding error = Finding.confirmed(Cause.PROTOCOL_ERROR);
    assertThat(taken(1002, "Protocol error", facts(201, 0))).isEqualTo(error);
    assertThat(taken(1002, "Protocol error", facts(200, 1))).isEqualTo(error);
    assertThat(taken(1002, "protocol error: mask", facts(200, 0))).isEqualTo(error);
    assertThat(CloseRules.isTakenBack(closed(1001, "protocol error", facts(1, 0)))).isFalse();
    assertThat(CloseRules.isTakenBack(closed(1002, "protocol error", facts(1, 0)))).isTrue();
  }

  @Test
  void anErrorRightAfterACompressedMessageMayBeCompressionNobodyAgreedTo() {
    Finding phantom = Finding.possible(Cause.PROTOCOL_ERROR).or(Cause.PHANTOM_COMPRESSION);
    Finding error = Finding.confirmed(Cause.PROTOCOL_ERROR);
    assertThat(compressed("permessage-deflate; x", true, 1_000)).isEqualTo(phantom);
    assertThat(compressed("permessage-deflate", true, 1_001)).isEqualTo(error);
    assertThat(compressed("permessage-deflate", false, 1)).isEqualTo(error);
    assertThat(compressed("x-other", true, 1)).isEqualTo(error);
  }

  @Test
  void regularClosesNameTheLimit() {
    List<Ending> closes = new ArrayList<>();
    for (long age : new long[] {100, 300, 200}) {
      Duration silence = Duration.ofSeconds(20);
      LinkFacts facts = Losses.facts(TransportEnd.FIN, Duration.ofSeconds(age), silence, silence);
      closes.add(closed(1001, "", facts));
    }
    assertThat(CloseRules.finding(Losses.evidence(closes)))
        .isEqualTo(
            Finding.likely(Cause.SERVER_IDLE).with(Measure.limit(Duration.ofSeconds(20), 3)));
  }

  @Test
  void closesThatComeTogetherNameTheService() {
    Ending close = closed(1001, "", SampleEndings.open());
    History history = History.NONE;
    for (int i = 1; i <= 3; i++) {
      history = history.plus(Loss.of(close, i, i));
    }
    assertThat(CloseRules.finding(new Evidence(close, List.of(), history.opened(9))).cause())
        .isEqualTo(Cause.PROXY_RELOAD_OR_EDGE_RESTART);
  }

  private static Finding taken(int code, String words, LinkFacts facts) {
    return CloseRules.finding(Evidence.of(closed(code, words, facts)));
  }

  private static Finding compressed(String extension, boolean outbound, long millis) {
    MessageNote note = new MessageNote(outbound, true, 9, Duration.ofMillis(millis));
    Peer peer = new Peer("", List.of(), null, null, "", List.of(extension), null);
    LinkFacts facts = SampleEndings.open().with(LastMessageTest.traffic(note)).with(peer);
    return taken(1002, "", facts);
  }

  private static LinkFacts facts(long ageMillis, long messagesIn) {
    Duration age = Duration.ofMillis(ageMillis);
    return SampleEndings.open()
        .with(new Timeline(NONE, NONE, NONE, NONE, age, NONE))
        .with(new Traffic(0, 0, messagesIn, 0, NONE, NONE, 0, 0, null, List.of()));
  }

  private static Ending closed(int code, String words, LinkFacts facts) {
    return new Ending.Closed(Initiator.PEER, CloseReason.of(CloseCode.of(code), words), facts);
  }
}
