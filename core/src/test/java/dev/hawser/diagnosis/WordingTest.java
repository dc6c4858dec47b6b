package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseFrames;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.Lapse;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.OwnSide;
import dev.hawser.close.Peer;
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.close.SampleEndings;
import dev.hawser.close.Timeline;
import dev.hawser.close.Traffic;
import dev.hawser.close.TransportEnd;
import dev.hawser.close.Unreachability;
import dev.hawser.heartbeat.Heartbeat;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WordingTest {
  private static final Duration NONE = Duration.ZERO;

  @Test
  void aCloseThatWasNotAnsweredIsToldWithItsTimeAndNoEnglishInFrench() {
    Duration age = Duration.ofSeconds(65);
    LinkFacts facts =
        LinkFacts.bare(Role.CLIENT, Phase.CLOSING)
            .with(new Timeline(NONE, NONE, NONE, NONE, age, Duration.ofSeconds(5)));
    String text = "our Close was not answered within 5 s";
    Ending ending = new Ending.Failed(Fault.CLOSE_TIMEOUT, text, facts);
    Diagnosis diagnosis = Diagnosis.of(Evidence.of(ending));
    assertThat(diagnosis.explanation(Locale.ENGLISH).happened())
        .isEqualTo("The closing handshake that began after 1 min 5 s was not finished within 5 s.");
    assertThat(diagnosis.explanation(Locale.FRENCH).happened())
        .isEqualTo(
            "La négociation de fermeture commencée au bout de 1 min 5 s n'a pas abouti en 5 s.");
    assertThat(diagnosis.explanation(Locale.ENGLISH).remedy())
        .contains("answer each Close")
        .doesNotContain("compression", "proxies");
  }

  @Test
  void whatThisSideGaveUpIsToldWithoutEnglishInFrench() {
    CloseReason sent = CloseReason.of(CloseCode.POLICY_VIOLATION);
    LinkFacts facts =
        aged(Duration.ofSeconds(65))
            .with(new CloseFrames(null, sent, false, TransportEnd.LOCAL, -1, false));
    Ending stalled = new Ending.Failed(Fault.CONSUMER_STALLED, "nothing taken for 1 min", facts);
    assertThat(happened(stalled))
        .isEqualTo(
            "Hawser ended the connection after 1 min 5 s with code 1008 Policy Violation, because"
                + " this application took no message for as long as its stall limit allows.");
    assertThat(Diagnosis.of(Evidence.of(stalled)).explanation(Locale.FRENCH).happened())
        .isEqualTo(
            "Hawser a mis fin à la connexion au bout de 1 min 5 s avec le code 1008 Policy"
                + " Violation, parce que cette application n'a pris aucun message pendant toute la"
                + " durée permise.");
    Ending late = new Ending.Failed(Fault.PREPARE_TIMEOUT, "not complete after 1 min 5 s", facts);
    assertThat(happened(late)).endsWith("because its preparation took too long.");
    assertThat(Diagnosis.of(Evidence.of(late)).explanation(Locale.FRENCH).happened())
        .isEqualTo(
            "Hawser a abandonné la session 1 min 5 s après son ouverture, parce que sa préparation"
                + " a duré trop longtemps.");
  }

  @Test
  void aCloseOfThePeerIsToldWithItsWords() {
    Ending ending =
        new Ending.Closed(
            Initiator.PEER,
            CloseReason.of(CloseCode.BAD_GATEWAY, "up\u001bstream"),
            clean(Duration.ofSeconds(724)));
    assertThat(happened(ending))
        .isEqualTo(
            "The server closed the connection after 12 min 4 s with code 1014 Bad Gateway and the"
                + " words \"up\\u001bstream\".");
  }

  @Test
  void aGatewaysWordIsToldWithItsMeaningAndItsLog() {
    String said = "1014 upstream_timeout id=8f3a2c retry=5";
    LinkFacts facts = clean(Duration.ofSeconds(3));
    Ending ending =
        new Ending.Closed(Initiator.PEER, CloseReason.of(CloseCode.BAD_GATEWAY, said), facts);
    Explanation told = explain(ending);
    assertThat(told.cause())
        .isEqualTo(
            "Cause: a gateway or the server behind it did not answer in time. The gateway says"
                + " \"upstream_timeout\": that server answered no Ping in time, so it hangs, or the"
                + " way to it is dead.");
    assertThat(told.remedy()).endsWith(" The gateway's log has it under \"8f3a2c\".");
    CloseReason unnamed = CloseReason.of(CloseCode.BAD_GATEWAY, "1014 upstream_timeout");
    assertThat(explain(new Ending.Closed(Initiator.PEER, unnamed, facts)).remedy())
        .doesNotContain("\"");
    assertThat(Diagnosis.of(Evidence.of(ending)).explanation(Locale.FRENCH).remedy())
        .endsWith(" Le journal de la passerelle le note sous «\u00a08f3a2c\u00a0».");
  }

  @Test
  void anEmptyCloseIsToldAsOne() {
    Ending ending =
        new Ending.Closed(Initiator.PEER, CloseReason.NONE, clean(Duration.ofSeconds(3)));
    assertThat(happened(ending))
        .isEqualTo(
            "The server closed the connection after 3 s with a Close frame that carries no code"
                + " (1005).");
  }

  @Test
  void anUncleanCloseIsToldWithHowTcpEnded() {
    CloseReason reason = CloseReason.of(CloseCode.SERVICE_RESTART);
    LinkFacts reset =
        SampleEndings.open()
            .with(new CloseFrames(reason, reason, false, TransportEnd.RST, -1, false));
    assertThat(happened(new Ending.Closed(Initiator.PEER, reason, reset)))
        .endsWith("TCP was reset (RST) afterwards instead of ending in order.");
    LinkFacts going =
        SampleEndings.open()
            .with(new CloseFrames(reason, reason, false, TransportEnd.UNSEEN, -1, false));
    assertThat(happened(new Ending.Closed(Initiator.PEER, reason, going))).doesNotContain("TCP");
  }

  @Test
  void onAServerThePeerIsTheClient() {
    Ending ending = new Ending.Dropped(LinkFacts.bare(Role.SERVER, Phase.OPEN));
    assertThat(happened(ending)).contains("after the last byte from the client");
    assertThat(explain(ending).remedy()).startsWith("The log of the client");
  }

  @Test
  void aLossIsToldWithItsAgeAndSilence() {
    Ending ending = new Ending.Dropped(lost(TransportEnd.FIN, false));
    assertThat(happened(ending))
        .isEqualTo(
            "The connection ended after 12 min 4 s without a Close frame: TCP was ended in order"
                + " (FIN), 7 s after the last byte from the server.");
    assertThat(happened(new Ending.Dropped(lost(TransportEnd.FIN, true))))
        .endsWith("It broke off in the middle of a message.");
  }

  @Test
  void anUnknownLossSaysWhatCanBeExcludedAndWhatWouldDecide() {
    Explanation unknown = explain(new Ending.Dropped(lost(TransportEnd.UNSEEN, false)));
    assertThat(unknown.cause())
        .isEqualTo(
            "Cause unknown: the connection ended without a word, and one loss does not tell a"
                + " server that died from a proxy that was reloaded or a network that changed."
                + " What went well cannot be the cause: name resolution, the way to the host and"
                + " the upgrade with its authentication; nor can a limit on silence that is longer"
                + " than 7 s.");
    assertThat(unknown.remedy()).contains("would decide", "two more losses");
  }

  @Test
  void onlyALimitLongerThanBothSilencesIsExcluded() {
    Traffic quiet =
        new Traffic(
            9, 9, 1, 1, Duration.ofSeconds(2), Duration.ofSeconds(30), 0, 0, null, List.of());
    Ending ending = new Ending.Dropped(lost(TransportEnd.RST, false).with(quiet));
    assertThat(explain(ending).cause()).endsWith("a limit on silence that is longer than 30 s.");
    assertThat(happened(ending)).contains("2 s after the last byte");
  }

  @Test
  void aSureCauseNeedsNoExclusion() {
    assertThat(explain(SampleEndings.closedByPeer(1012)).cause()).doesNotContain("went well");
    assertThat(explain(SampleEndings.failed(Fault.HEARTBEAT_TIMEOUT)).cause())
        .startsWith("Likely cause: the path is dead")
        .doesNotContain("went well");
  }

  @Test
  void aPossibleCauseOfADialExcludesThePhasesBeforeItAndNoSilence() {
    LinkFacts handshaking = LinkFacts.bare(Role.CLIENT, Phase.HANDSHAKING);
    Ending lost = new Ending.Unreachable(Unreachability.LOST, "", handshaking);
    assertThat(explain(lost).cause())
        .endsWith("What went well cannot be the cause: name resolution and the way to the host.");
    LinkFacts resolving = LinkFacts.bare(Role.CLIENT, Phase.RESOLVING);
    Ending early = new Ending.Unreachable(Unreachability.LOST, "", resolving);
    assertThat(explain(early).cause()).doesNotContain("went well");
  }

  @Test
  void aLimitThatRanOutIsToldWithoutPings() {
    String text = Heartbeat.expectTraffic(Duration.ofSeconds(2)).missed();
    LinkFacts facts = lost(TransportEnd.LOCAL, false);
    Explanation ran = explain(new Ending.Failed(Fault.HEARTBEAT_TIMEOUT, text, facts));
    assertThat(ran.happened())
        .isEqualTo(
            "The line was silent for too long: no byte came from the server for 7 s, and it was"
                + " not asked for one, so Hawser gave the connection up after 12 min 4 s.");
    assertThat(ran.cause()).startsWith("Cause: a time limit set on this side ran out");
  }

  @Test
  void whatThisSideDidIsToldWithItsLength() {
    Lapse lapse = new Lapse(Duration.ofMinutes(3), Duration.ZERO);
    LinkFacts facts = lost(TransportEnd.FIN, false);
    assertThat(explain(new Ending.Dropped(facts.with(OwnSide.CALM.asleep(lapse)))).cause())
        .startsWith("Likely cause: this application stood still for 3 min, as in a sleep");
    OwnSide unread = OwnSide.CALM.unread(lapse).latePings(2, Duration.ZERO);
    assertThat(explain(new Ending.Dropped(facts.with(unread))).cause())
        .startsWith("Likely cause: the server sent Pings and saw no Pong in time: this side read")
        .contains("read nothing for 3 min");
  }

  @Test
  void aDeadPathIsToldWithItsSilenceAndPings() {
    Traffic traffic = new Traffic(9, 9, 1, 1, Duration.ofSeconds(2), NONE, 14, 13, null, List.of());
    LinkFacts facts = lost(TransportEnd.LOCAL, false).with(traffic);
    assertThat(happened(new Ending.Failed(Fault.HEARTBEAT_TIMEOUT, "no byte", facts)))
        .isEqualTo(
            "The line went silent: no byte came from the server for 2 s and the last Ping stayed"
                + " without an answer, so Hawser gave the connection up after 12 min 4 s (Pings"
                + " sent: 14, answered: 13). There was neither a Close frame nor an end of TCP.");
  }

  @Test
  void aRefusalIsToldWithItsHeaders() {
    Ending ending =
        SampleEndings.refused(503, "Server", "nginx", "Retry-After", "2", "Location", "/login");
    assertThat(happened(ending))
        .isEqualTo(
            "The server (\"nginx\") answered the upgrade request with HTTP 503"
                + " instead of 101, pointing to \"/login\", asking to wait (Retry-After: \"2\").");
    assertThat(
            happened(
                SampleEndings.refused(
                    502, "Proxy-Status", "gw; error=connection_refused", "Retry-After", "5")))
        .isEqualTo(
            "The server answered the upgrade request with HTTP 502 instead of 101, saying"
                + " Proxy-Status: \"gw; error=connection_refused\", asking to wait"
                + " (Retry-After: \"5\").");
    assertThat(happened(SampleEndings.refused(404)))
        .isEqualTo("The server answered the upgrade request with HTTP 404 instead of 101.");
  }

  @Test
  void aDialIsToldWithItsTargetAddressesAndDetail() {
    Peer peer =
        new Peer("wss://a.example/feed", List.of("10.0.0.1:443"), null, null, "", List.of(), null);
    LinkFacts facts =
        LinkFacts.bare(Role.CLIENT, Phase.CONNECTING)
            .with(peer)
            .with(new Timeline(NONE, Duration.ofSeconds(10), NONE, NONE, NONE, NONE));
    assertThat(happened(new Ending.Unreachable(Unreachability.CONNECT_TIMEOUT, "late", facts)))
        .isEqualTo(
            "Nobody answered the attempt to connect to wss://a.example/feed within 10 s (tried:"
                + " \"10.0.0.1:443\").");
    assertThat(happened(new Ending.Unreachable(Unreachability.CONNECT_FAILED, "no route", facts)))
        .endsWith("(tried: \"10.0.0.1:443\"): \"no route\".");
    assertThat(happened(SampleEndings.unreachable(Unreachability.CONNECTION_REFUSED)))
        .isEqualTo("The connection to the endpoint was refused.");
  }

  @Test
  void aProxyIsToldWithWhatItSaid() {
    Peer peer = new Peer("wss://a.example/", List.of(), null, null, "", List.of(), null);
    LinkFacts facts =
        LinkFacts.bare(Role.CLIENT, Phase.CONNECTING).with(peer.through("http://proxy:3128"));
    Ending login = new Ending.Unreachable(Unreachability.PROXY_AUTHENTICATION, "HTTP 407", facts);
    assertThat(Diagnosis.of(Evidence.of(login)).explain(Locale.ENGLISH))
        .isEqualTo(
            "The way to wss://a.example/ was barred for want of a login: \"HTTP 407\". Cause: a"
                + " proxy on the way wants credentials. Get valid credentials and connect again.");
    Ending gone = new Ending.Unreachable(Unreachability.PROXY_FAILED, "refused", facts);
    assertThat(Diagnosis.of(Evidence.of(gone)).explanation(Locale.ENGLISH).cause())
        .isEqualTo("Likely cause: the proxy http://proxy:3128 itself was not reached.");
    assertThat(Diagnosis.of(Evidence.of(gone)).explanation(Locale.FRENCH).cause())
        .isEqualTo(
            "Cause probable\u00a0: le mandataire http://proxy:3128 lui-même n'a pas été joint.");
    assertThat(happened(new Ending.Unreachable(Unreachability.PROXY_REFUSED, "HTTP 403", facts)))
        .isEqualTo("The way to wss://a.example/ was forbidden: \"HTTP 403\".");
  }

  @Test
  void anAbortIsToldByWhatItCutShort() {
    LinkFacts resolving = LinkFacts.bare(Role.CLIENT, Phase.RESOLVING);
    assertThat(happened(new Ending.Aborted(Initiator.USER, false, resolving)))
        .isEqualTo("This application gave up the attempt to connect.");
    assertThat(happened(SampleEndings.aborted(Initiator.USER)))
        .isEqualTo("This application cut the connection after 5 s, without a closing handshake.");
  }

  @Test
  void flappingIsToldWithItsCount() {
    Ending ending = EvidenceTest.lived(Initiator.PEER, Duration.ofMillis(3));
    Diagnosis diagnosis = Diagnosis.of(new Evidence(ending, Collections.nCopies(4, ending)));
    assertThat(diagnosis.explanation(Locale.ENGLISH).cause())
        .contains("ends it at once, 5 times in a row now");
  }

  @Test
  void aTlsAlertIsToldWithItsNumber() {
    CloseFrames alert = new CloseFrames(null, null, false, TransportEnd.TLS_ALERT, 80, false);
    assertThat(happened(new Ending.Dropped(SampleEndings.open().with(alert))))
        .contains("with TLS alert 80");
  }

  @Test
  void aLimitOnSilenceIsToldWithItsHeartbeat() {
    Diagnosis diagnosis = Diagnosis.of(Losses.evidence(List.of(CUT_YOUNG, CUT_OLD, CUT_BETWEEN)));
    Explanation english = diagnosis.explanation(Locale.ENGLISH);
    assertThat(english.cause())
        .isEqualTo(
            "Likely cause: a limit on silence of 1 min on the way: the last 3 losses came"
                + " after the same silence, at different ages. That is a usual limit, as reported"
                + " for nginx, AWS ALB.");
    assertThat(english.remedy())
        .isEqualTo(
            "Send Pings every 24 s (.heartbeat(Heartbeat.every(ofSeconds(24)))), or raise the"
                + " limit on the hop that sets it.");
    Explanation french = diagnosis.explanation(Locale.FRENCH);
    assertThat(french.cause())
        .contains("un délai d'inactivité de 1 min sur le chemin\u00a0: les 3 dernières pertes")
        .endsWith("C'est un délai usuel, d'après ce qu'on rapporte de nginx, AWS ALB.");
    assertThat(french.remedy()).startsWith("Envoyez un Ping toutes les 24 s");
  }

  @Test
  void whatFitsAsWellIsToldWithWhatWouldDecide() {
    Explanation tied =
        Diagnosis.of(Losses.evidence(List.of(CUT_SILENT, CUT_SILENT, CUT_SILENT)))
            .explanation(Locale.ENGLISH);
    assertThat(tied.cause())
        .startsWith(
            "Possible cause: a limit on silence of 1 min on the way: the last 3 losses came"
                + " after the same silence. That is")
        .contains(" Just as possible: \"Limit on the age of a connection\". What went well");
    assertThat(tied.remedy())
        .startsWith("Send Pings every 24 s")
        .contains("To decide: send Pings well below the limit; losses that stop");
  }

  @Test
  void aLimitOnAgeIsToldWithWhenToRenew() {
    Explanation aged =
        Diagnosis.of(
                Losses.evidence(List.of(Losses.cut(20, 1), Losses.cut(20, 7), Losses.cut(20, 3))))
            .explanation(Locale.ENGLISH);
    assertThat(aged.cause())
        .isEqualTo(
            "Likely cause: a limit of 20 s on the age of a connection: the last 3 losses came at"
                + " the same age, whatever the silence before.");
    assertThat(aged.remedy()).contains("call renew() on the connection after 18 s");
  }

  @Test
  void oneLossAtAUsualLimitIsToldAsAHint() {
    Explanation once = Diagnosis.of(Evidence.of(CUT_OLD)).explanation(Locale.ENGLISH);
    assertThat(once.cause())
        .startsWith(
            "Possible cause: a limit on silence on the way: the line ended after 1 min without"
                + " a byte. That is a usual limit, as reported for nginx, AWS ALB. One loss is no"
                + " proof.")
        .doesNotContain("Just as possible");
    assertThat(once.remedy()).startsWith("Send Pings every 24 s").doesNotContain("To decide");
  }

  @Test
  void aBurstIsToldWithHowManyItTook() {
    assertThat(Diagnosis.of(burst(null)).explanation(Locale.ENGLISH).cause())
        .startsWith(
            "Possible cause: 3 connections to the same service ended within two seconds: it"
                + " restarted, or it crashed. Just as possible: \"A proxy was reloaded");
    assertThat(Diagnosis.of(burst(9L)).explanation(Locale.ENGLISH).cause())
        .startsWith(
            "Likely cause: 3 connections to the same service ended within two seconds, and"
                + " new ones were accepted at once");
  }

  private static final Ending CUT_YOUNG = Losses.cut(90, 60);

  private static final Ending CUT_OLD = Losses.cut(900, 60);

  private static final Ending CUT_BETWEEN = Losses.cut(500, 60);

  private static final Ending CUT_SILENT = Losses.cut(60, 60);

  private static Evidence burst(@Nullable Long opened) {
    Ending ending = Losses.cut(500, 7);
    History history = History.NONE;
    for (int i = 1; i <= 3; i++) {
      history = history.plus(Loss.of(ending, i, i));
    }
    return new Evidence(ending, List.of(), new History(history.losses(), opened, 0));
  }

  private static LinkFacts lost(TransportEnd end, boolean midFrame) {
    Traffic traffic = new Traffic(9, 9, 1, 1, Duration.ofSeconds(7), NONE, 0, 0, null, List.of());
    return aged(Duration.ofSeconds(724)).with(CloseFrames.none(end, midFrame)).with(traffic);
  }

  private static LinkFacts clean(Duration age) {
    CloseReason reason = CloseReason.of(CloseCode.NORMAL_CLOSURE);
    return aged(age).with(new CloseFrames(reason, reason, false, TransportEnd.FIN, -1, false));
  }

  private static LinkFacts aged(Duration age) {
    return LinkFacts.bare(Role.CLIENT, Phase.OPEN)
        .with(new Timeline(NONE, NONE, NONE, NONE, age, NONE));
  }

  private static Explanation explain(Ending ending) {
    return Diagnosis.of(Evidence.of(ending)).explanation(Locale.ENGLISH);
  }

  private static String happened(Ending ending) {
    return explain(ending).happened();
  }
}
