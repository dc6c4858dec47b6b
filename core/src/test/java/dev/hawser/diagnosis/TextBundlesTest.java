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
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.close.SampleEndings;
import dev.hawser.close.Timeline;
import dev.hawser.close.Traffic;
import dev.hawser.close.TransportEnd;
import dev.hawser.heartbeat.Heartbeat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The texts of both languages: complete, alike, and none to spare. */
class TextBundlesTest {
  private static final Duration NONE = Duration.ZERO;

  /** Texts for figures. */
  private static final String OWN = ".*\\.(measured|tied|once)";

  @Test
  void everyEndingIsExplainedInBothLanguagesWithNothingLeftOpen() {
    for (Evidence evidence : everyEvidence()) {
      Diagnosis diagnosis = Diagnosis.of(evidence);
      Explanation english = diagnosis.explanation(Locale.ENGLISH);
      Explanation french = diagnosis.explanation(Locale.FRENCH);
      for (Explanation both : List.of(english, french)) {
        for (String part : List.of(both.happened(), both.cause(), both.remedy())) {
          assertThat(part)
              .matches("(?s)[A-ZÀÉÊÎ].{15,}\\.")
              .doesNotContain("{", "}", "  ", " .", " ,")
              .doesNotContainPattern("\\bnull\\b");
        }
      }
      assertThat(french.happened()).isNotEqualTo(english.happened());
      assertThat(french.cause()).isNotEqualTo(english.cause());
      assertThat(french.remedy()).isNotEqualTo(english.remedy());
    }
  }

  @Test
  void bothBundlesHaveTheSameTextsAndNoOthersThanAreUsed() throws Exception {
    Properties sentences = bundle("Diagnosis.properties");
    Properties causes = bundle("Causes.properties");
    assertThat(causes.keySet()).doesNotContainAnyElementsOf(sentences.keySet());
    assertSamePlaces(sentences, bundle("Diagnosis_fr.properties"));
    assertSamePlaces(causes, bundle("Causes_fr.properties"));
    Set<String> used = new TreeSet<>();
    for (Cause cause : Cause.values()) {
      used.addAll(List.of("title." + cause, "cause." + cause, "remedy." + cause.remedy()));
    }
    for (Hop hop : Hop.values()) {
      used.add("hop." + hop);
    }
    for (Confidence word : Confidence.values()) {
      used.add("word." + word);
    }
    assertThat(causes.keySet())
        .filteredOn(key -> !key.toString().matches(OWN))
        .map(Object::toString)
        .containsExactlyInAnyOrderElementsOf(used);
    assertThat(causes.keySet())
        .filteredOn(key -> key.toString().matches(OWN))
        .map(key -> key.toString().replaceFirst("\\.[a-z]+$", ""))
        .isSubsetOf(used);
  }

  private static void assertSamePlaces(Properties english, Properties french) {
    assertThat(new TreeSet<>(french.keySet())).isEqualTo(new TreeSet<>(english.keySet()));
    for (Object key : english.keySet()) {
      assertThat(places(french.get(key))).as("%s", key).isSubsetOf(allPlaces(english));
    }
  }

  private static final Ending CUT_YOUNG = Losses.cut(90, 60);

  private static final Ending CUT_OLD = Losses.cut(900, 60);

  private static final Ending CUT_BETWEEN = Losses.cut(500, 60);

  private static Evidence burst(@Nullable Long opened) {
    Ending ending = Losses.cut(500, 7);
    History history = History.NONE;
    for (int i = 1; i <= 3; i++) {
      history = history.plus(Loss.of(ending, i, i));
    }
    return new Evidence(ending, List.of(), new History(history.losses(), opened, 0));
  }

  private static List<Evidence> everyEvidence() {
    List<Evidence> every = new ArrayList<>();
    List<Ending> endings = new ArrayList<>(SampleEndings.all());
    for (TransportEnd end : TransportEnd.values()) {
      endings.add(new Ending.Dropped(lost(end, true)));
      endings.add(
          new Ending.Closed(
              Initiator.PEER,
              CloseReason.of(CloseCode.GOING_AWAY),
              SampleEndings.open().with(CloseFrames.none(end, false))));
    }
    for (Initiator by : Initiator.values()) {
      endings.add(new Ending.Aborted(by, false, LinkFacts.bare(Role.CLIENT, Phase.RESOLVING)));
      endings.add(new Ending.Closed(by, CloseReason.NONE, SampleEndings.open()));
    }
    Ending atOnce = EvidenceTest.lived(Initiator.PEER, NONE);
    endings.forEach(ending -> every.add(Evidence.of(ending)));
    every.add(new Evidence(atOnce, List.of(atOnce, atOnce)));
    every.add(Losses.evidence(List.of(CUT_YOUNG, CUT_OLD, CUT_BETWEEN)));
    every.add(Losses.evidence(List.of(CUT_OLD, CUT_OLD, CUT_OLD)));
    every.add(Evidence.of(CUT_OLD));
    every.add(Losses.evidence(List.of(Losses.cut(20, 1), Losses.cut(20, 7), Losses.cut(20, 3))));
    for (LocalAddress address : LocalAddress.values()) {
      every.add(new Evidence(CUT_OLD, List.of(), History.NONE, address));
    }
    Lapse lapse = new Lapse(Duration.ofMinutes(3), NONE);
    OwnSide late = OwnSide.CALM.latePings(2, NONE);
    for (OwnSide own : List.of(OwnSide.CALM.asleep(lapse), late, late.unread(lapse))) {
      every.add(Evidence.of(new Ending.Dropped(lost(TransportEnd.FIN, true).with(own))));
    }
    String unasked = Heartbeat.expectTraffic(Duration.ofSeconds(2)).missed();
    every.add(
        Evidence.of(
            new Ending.Failed(Fault.HEARTBEAT_TIMEOUT, unasked, lost(TransportEnd.LOCAL, false))));
    every.add(burst(null));
    every.add(burst(9L));
    return every;
  }

  private static LinkFacts lost(TransportEnd end, boolean midFrame) {
    Traffic traffic = new Traffic(9, 9, 1, 1, Duration.ofSeconds(7), NONE, 0, 0, null, List.of());
    return aged(Duration.ofSeconds(724)).with(CloseFrames.none(end, midFrame)).with(traffic);
  }

  private static LinkFacts aged(Duration age) {
    return LinkFacts.bare(Role.CLIENT, Phase.OPEN)
        .with(new Timeline(NONE, NONE, NONE, NONE, age, NONE));
  }

  private static Properties bundle(String name) throws Exception {
    Properties properties = new Properties();
    try (var in = Diagnosis.class.getResourceAsStream(name)) {
      properties.load(
          new java.io.InputStreamReader(
              java.util.Objects.requireNonNull(in), java.nio.charset.StandardCharsets.UTF_8));
    }
    return properties;
  }

  private static Set<String> allPlaces(Properties bundle) {
    Set<String> all = new HashSet<>();
    bundle.values().forEach(text -> all.addAll(places(text)));
    return all;
  }

  private static Set<String> places(Object text) {
    Set<String> places = new HashSet<>();
    java.util.regex.Matcher matcher =
        java.util.regex.Pattern.compile("\\{(\\w+)}").matcher((String) text);
    while (matcher.find()) {
      places.add(matcher.group(1));
    }
    return places;
  }
}
