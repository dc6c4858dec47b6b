package dev.hawser.gateway.parting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseFrames;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.close.TransportEnd;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of table (b): what each side is told of the first cause. */
class TableOfClosesTest {
  private static final Words WORDS = new Words(CloseCode.BAD_GATEWAY, "8f3a2c", 5);

  private static LinkFacts facts(TransportEnd end, int alert) {
    CloseFrames frames = new CloseFrames(null, null, false, end, alert, false);
    return LinkFacts.bare(Role.CLIENT, Phase.OPEN).with(frames);
  }

  private static Ending dropped(TransportEnd end) {
    return new Ending.Dropped(facts(end, 42));
  }

  private static Ending failed(Fault fault, String text) {
    return new Ending.Failed(fault, text, facts(TransportEnd.UNSEEN, -1));
  }

  private static Ending closed(CloseReason reason) {
    return new Ending.Closed(Initiator.PEER, reason, facts(TransportEnd.UNSEEN, -1));
  }

  private static String told(CloseReason reason) {
    return reason == null ? "-" : reason.code().value() + "|" + reason.text();
  }

  private static void says(FirstCause cause, String token, String toClient, String toUpstream) {
    assertThat(cause.token()).isEqualTo(token);
    assertThat(told(cause.toClient())).isEqualTo(toClient);
    assertThat(told(cause.toUpstream())).isEqualTo(toUpstream);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1011, 1012, 1013, 1014, 3000, 4401, 4999})
  void aCloseOfTheUpstreamPassesByteForByte(int code) {
    CloseReason reason = CloseReason.of(CloseCode.of(code), "b\u00efe");
    FirstCause cause = UpstreamEnd.of(closed(reason), WORDS);
    says(cause, "upstream_close", code + "|b\u00efe", "-");
    assertThat(cause.party()).isEqualTo(FirstCause.Party.UPSTREAM);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 1010, 1012, 1014, 4999})
  void aCloseOfTheClientPassesByteForByte(int code) {
    CloseReason reason = CloseReason.of(CloseCode.of(code), "bye");
    FirstCause cause = ClientEnd.of(closed(reason), WORDS);
    says(cause, "client_close", "-", code + "|bye");
    assertThat(cause.party()).isEqualTo(FirstCause.Party.CLIENT);
  }

  @Test
  void anEmptyCloseStaysEmpty() {
    says(UpstreamEnd.of(closed(CloseReason.NONE), WORDS), "upstream_close", "1005|", "-");
    says(ClientEnd.of(closed(CloseReason.NONE), WORDS), "client_close", "-", "1005|");
  }

  @Test
  void aServerMayNotSayThatItLacksAnExtension() {
    CloseReason reason = CloseReason.of(CloseCode.MANDATORY_EXT);
    says(
        UpstreamEnd.of(closed(reason), WORDS),
        "upstream_bad_close:1010",
        "1014|1014 upstream_bad_close:1010 id=8f3a2c retry=5",
        "-");
  }

  @ParameterizedTest
  @CsvSource({
    "FIN, upstream_eof",
    "TLS_CLOSE_NOTIFY, upstream_eof",
    "RST, upstream_reset",
    "TLS_ALERT, upstream_tls:42",
    "TLS_TRUNCATED, upstream_tls:truncated",
    "WRITE_TIMEOUT, upstream_timeout",
    "LOCAL, upstream_lost",
    "UNSEEN, upstream_lost",
  })
  void anUpstreamThatWentWithoutACloseIsABadGateway(TransportEnd end, String token) {
    FirstCause cause = UpstreamEnd.of(dropped(end), WORDS);
    says(cause, token, "1014|1014 " + token + " id=8f3a2c retry=5", "-");
  }

  @Test
  void theTextSays1014EvenWhereTheCodeIs1011() {
    Words compatible = new Words(CloseCode.INTERNAL_ERROR, "8f3a2c", 5);
    says(
        UpstreamEnd.of(dropped(TransportEnd.RST), compatible),
        "upstream_reset",
        "1011|1014 upstream_reset id=8f3a2c retry=5",
        "-");
  }

  @ParameterizedTest
  @CsvSource({
    "Close frame with the illegal code 1006, upstream_bad_close:1006",
    "Close frame with a payload of one byte, upstream_bad_close:one_byte",
    "frame of a server is masked, upstream_protocol:masked",
    "frame of a client is not masked, upstream_protocol:unmasked",
    "reserved bits 0x40 are set, upstream_protocol:rsv",
    "reserved opcode 3, upstream_protocol:opcode",
    "fragmented control frame, upstream_protocol:control",
    "control frame with a payload over 125 bytes, upstream_protocol:control",
    "new message inside a fragmented one, upstream_protocol:fragmentation",
    "continuation without a message to go on with, upstream_protocol:fragmentation",
    "frame length with its top bit set, upstream_protocol:length",
    "something else, upstream_protocol:framing",
  })
  void anUpstreamThatBreaksTheProtocolIsABadGateway(String found, String token) {
    says(
        UpstreamEnd.of(failed(Fault.PROTOCOL_VIOLATION, found), WORDS),
        token,
        "1014|1014 " + token + " id=8f3a2c retry=5",
        "-");
  }

  @ParameterizedTest
  @CsvSource({
    "reason of the Close frame is not UTF-8, upstream_bad_close:utf8",
    "text is not UTF-8, upstream_protocol:utf8"
  })
  void anUpstreamWhoseTextIsNoneIsABadGateway(String found, String token) {
    FirstCause cause = UpstreamEnd.of(failed(Fault.INVALID_PAYLOAD, found), WORDS);
    says(cause, token, "1014|1014 " + token + " id=8f3a2c retry=5", "-");
  }

  @ParameterizedTest
  @CsvSource({
    "MESSAGE_TOO_BIG, upstream_too_big",
    "HEARTBEAT_TIMEOUT, upstream_timeout",
    "CLOSE_TIMEOUT, upstream_timeout"
  })
  void whatTheLinkItselfFoundWrongWithTheUpstreamIsABadGateway(Fault fault, String token) {
    FirstCause cause = UpstreamEnd.of(failed(fault, ""), WORDS);
    says(cause, token, "1014|1014 " + token + " id=8f3a2c retry=5", "-");
  }

  @ParameterizedTest
  @EnumSource(names = {"CALLBACK_FAILED", "CONSUMER_STALLED", "PREPARE_FAILED", "PREPARE_TIMEOUT"})
  void theGatewaysOwnFailureIsNobodyElses(Fault fault) {
    String toClient = "1011|1011 gateway_error id=8f3a2c";
    String toUpstream = "1001|1001 gateway_error id=8f3a2c";
    says(UpstreamEnd.of(failed(fault, ""), WORDS), "gateway_error", toClient, toUpstream);
    FirstCause cause = ClientEnd.of(failed(fault, ""), WORDS);
    says(cause, "gateway_error", toClient, toUpstream);
    assertThat(cause.party()).isEqualTo(FirstCause.Party.GATEWAY);
  }

  @Test
  void anUpstreamFoundDeadIsToldToo() {
    says(
        UpstreamEnd.silent(WORDS),
        "upstream_timeout",
        "1014|1014 upstream_timeout id=8f3a2c retry=5",
        "1001|1001 upstream_timeout id=8f3a2c");
    says(
        UpstreamEnd.stalled(WORDS),
        "upstream_stalled",
        "1014|1014 upstream_stalled id=8f3a2c retry=5",
        "1001|1001 upstream_stalled id=8f3a2c");
  }

  @Test
  void aMessageOverTheLimitIsToldToWhoeverSentIt() {
    says(
        UpstreamEnd.tooBig(70_000, WORDS),
        "upstream_too_big:70000",
        "1014|1014 upstream_too_big:70000 id=8f3a2c retry=5",
        "1009|1009 max=70000 id=8f3a2c");
    says(
        ClientEnd.tooBig(70_000, WORDS),
        "client_too_big",
        "1009|1009 max=70000 id=8f3a2c",
        "1001|1001 client_too_big id=8f3a2c");
  }

  @ParameterizedTest
  @CsvSource({
    "FIN, eof",
    "TLS_CLOSE_NOTIFY, eof",
    "TLS_TRUNCATED, eof",
    "LOCAL, eof",
    "UNSEEN, eof",
    "RST, reset",
    "TLS_ALERT, reset",
    "WRITE_TIMEOUT, timeout"
  })
  void aClientThatWentLeavesTheUpstreamWith1001(TransportEnd end, String how) {
    String token = "client_gone:" + how;
    says(ClientEnd.of(dropped(end), WORDS), token, "-", "1001|1001 " + token + " id=8f3a2c");
  }

  @Test
  void aClientFoundDeadLeavesTheUpstreamWith1001() {
    String told = "1001|1001 client_gone:timeout id=8f3a2c";
    says(ClientEnd.silent(WORDS), "client_gone:timeout", "-", told);
    for (Fault fault : new Fault[] {Fault.HEARTBEAT_TIMEOUT, Fault.CLOSE_TIMEOUT}) {
      says(ClientEnd.of(failed(fault, ""), WORDS), "client_gone:timeout", "-", told);
    }
  }

  @Test
  void aClientThatBreaksTheProtocolLeavesTheUpstreamWith1001() {
    String told = "1001|1001 client_protocol_error id=8f3a2c";
    for (Fault fault : new Fault[] {Fault.PROTOCOL_VIOLATION, Fault.INVALID_PAYLOAD}) {
      says(ClientEnd.of(failed(fault, "x"), WORDS), "client_protocol_error", "-", told);
    }
    says(
        ClientEnd.of(failed(Fault.MESSAGE_TOO_BIG, "x"), WORDS),
        "client_too_big",
        "-",
        "1001|1001 client_too_big id=8f3a2c");
  }

  @Test
  void aClientThatDoesNotReadIsAskedToTryAgainLater() {
    says(
        ClientEnd.slow(WORDS),
        "client_slow",
        "1013|1013 slow_consumer id=8f3a2c retry=5",
        "1001|1001 client_slow id=8f3a2c");
  }

  @Test
  void limitsAndRestartsOfTheGatewaySayWhich() {
    says(
        GatewayEnd.idle(Duration.ofSeconds(90), WORDS),
        "idle:90s",
        "1001|1001 idle:90s id=8f3a2c",
        "1001|1001 idle:90s id=8f3a2c");
    says(
        GatewayEnd.aged(Duration.ofHours(1), WORDS),
        "max_age:3600s",
        "1012|1012 max_age:3600s id=8f3a2c retry=5",
        "1001|1001 max_age:3600s id=8f3a2c");
    says(
        GatewayEnd.restart(WORDS),
        "restart",
        "1012|1012 restart id=8f3a2c retry=5",
        "1001|1001 restart id=8f3a2c");
    says(
        GatewayEnd.shutdown(WORDS),
        "shutdown",
        "1001|1001 shutdown id=8f3a2c",
        "1001|1001 shutdown id=8f3a2c");
  }

  @Test
  void aPolicysOwnWordsGoToTheClientAlone() {
    CloseReason expired = CloseReason.of(CloseCode.of(4401), "token expired");
    says(
        GatewayEnd.policy(expired, WORDS),
        "policy",
        "4401|token expired",
        "1001|1001 policy id=8f3a2c");
  }

  @Test
  void noTextIsLongerThanACloseTakes() {
    Words long_ = new Words(CloseCode.BAD_GATEWAY, "x".repeat(200), 5);
    FirstCause cause = UpstreamEnd.of(dropped(TransportEnd.RST), long_);
    assertThat(cause.toClient().text()).hasSize(123).startsWith("1014 upstream_reset id=xxx");
  }
}
