package dev.hawser.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds both languages complete, different, free of leftovers and of a readable length. */
class HandbookTextsTest {
  private static final Map<Language, Map<String, String>> TEXTS =
      Map.of(
          Language.ENGLISH, read("Handbook.properties"),
          Language.FRENCH, read("Handbook_fr.properties"));

  private static final List<String> PARTS =
      List.of("gloss", "meaning", "when", "fix", "use", "why");

  private static final List<String> TEMPLATES =
      List.of(
          "choice",
          "gist.none",
          "gist.same",
          "handling.both-retry",
          "handling.both-stop",
          "handling.first-retries",
          "handling.second-retries",
          "label.versus",
          "note.impossible-code",
          "note.unknown-code",
          "note.unknown-status",
          "who");

  /** Texts that may read the same in both languages, each for a reason. */
  private static final List<String> SAME_IN_BOTH = List.of();

  /** What only an untranslated text contains; quotations in guillemets are cut out before. */
  private static final List<String> ENGLISH_WORDS =
      List.of(" the ", " and ", " of ", " with ", " when ", " which ", " from ");

  @ParameterizedTest
  @EnumSource
  void noTextIsMissingAndNoneUnused(Language language) {
    assertThat(textsOf(language).keySet()).containsExactlyInAnyOrderElementsOf(expectedKeys());
  }

  @ParameterizedTest
  @EnumSource
  void noTextIsEmptyOrUnfinished(Language language) {
    textsOf(language)
        .forEach(
            (key, text) ->
                assertThat(text)
                    .as(key)
                    .isNotBlank()
                    .isEqualTo(text.strip())
                    .doesNotContain("\t", "TODO", "FIXME", "  ", "\uFFFD", " \n", "\n\n"));
  }

  @Test
  void noTextIsTheSameInBothLanguages() {
    assertThat(textsOf(Language.ENGLISH))
        .allSatisfy(
            (key, text) -> {
              if (!SAME_IN_BOTH.contains(key)) {
                assertThat(text).as(key).isNotEqualTo(textsOf(Language.FRENCH).get(key));
              }
            });
  }

  @Test
  void noFrenchTextIsLeftInEnglish() {
    textsOf(Language.FRENCH)
        .forEach(
            (key, text) ->
                assertThat(text.replaceAll("«[^»]*»", "")).as(key).doesNotContain(ENGLISH_WORDS));
  }

  @Test
  void frenchPunctuationKeepsToItsWord() {
    textsOf(Language.FRENCH)
        .forEach(
            (key, text) ->
                assertThat(text).as(key).doesNotContain(" :", " ;", " ?", " !", "« ", " »"));
  }

  @Test
  void bothLanguagesHaveTheSameNumberOfLinesAndPlaces() {
    textsOf(Language.ENGLISH)
        .forEach(
            (key, text) -> {
              String other = Objects.requireNonNull(textsOf(Language.FRENCH).get(key), key);
              assertThat(other.lines()).as(key).hasSameSizeAs(text.lines().toList());
              assertThat(places(other)).as(key).isEqualTo(places(text));
            });
  }

  @ParameterizedTest
  @EnumSource
  void textsAreOfAReadableLength(Language language) {
    textsOf(language)
        .forEach(
            (key, text) -> {
              int limit = key.endsWith(".gloss") ? 80 : key.startsWith("pair.") ? 620 : 340;
              assertThat(text.lines()).as(key).allMatch(line -> line.length() <= limit);
            });
  }

  @ParameterizedTest
  @EnumSource
  void sentencesEndWithAFullStop(Language language) {
    textsOf(language).entrySet().stream()
        .filter(e -> !e.getKey().startsWith("label."))
        .filter(
            e ->
                Stream.of(".meaning", ".when", ".fix", ".use", ".why", ".choose")
                    .anyMatch(e.getKey()::endsWith))
        .forEach(
            e ->
                assertThat(e.getValue().lines())
                    .as(e.getKey())
                    .allMatch(line -> line.matches("(?s).*[.?]")));
  }

  @ParameterizedTest
  @EnumSource
  void valuesStandInTablesAndSentencesAlike(Language language) {
    List<String> prefixes =
        List.of("kind.", "sender.", "visibility.", "moment.", "culprit.", "advice.", "firstWait.");
    textsOf(language).entrySet().stream()
        .filter(e -> prefixes.stream().anyMatch(e.getKey()::startsWith))
        .forEach(e -> assertThat(e.getValue()).as(e.getKey()).doesNotContain(":", ";", "."));
  }

  @ParameterizedTest
  @EnumSource
  void everyArticleIsFilled(Language language) {
    Handbook handbook = Handbook.in(language);
    for (Topic topic : Topics.all()) {
      Article article = handbook.article(topic);
      assertThat(
              List.of(
                  article.title(),
                  article.gloss(),
                  article.meaning(),
                  article.sender(),
                  article.byDefault(),
                  article.use()))
          .as(topic.key())
          .noneMatch(String::isBlank)
          .noneMatch(text -> text.contains("{"));
      assertThat(article.when()).as(topic.key()).isNotEmpty();
      assertThat(article.fix()).as(topic.key()).isNotEmpty();
      assertThat(article.topic().references()).as(topic.key()).isNotEmpty();
    }
  }

  private static List<String> expectedKeys() {
    List<String> keys = new ArrayList<>(TEMPLATES);
    Topics.all().forEach(topic -> PARTS.forEach(part -> keys.add(topic.key() + "." + part)));
    Pair.written()
        .forEach(
            pair -> {
              keys.add("pair." + pair.key() + ".gist");
              keys.add("pair." + pair.key() + ".choose");
            });
    addAll(keys, "aspect", Aspect.values());
    addAll(keys, "gist", Aspect.values());
    addAll(keys, "kind", Kind.values());
    addAll(keys, "sender", Sender.values());
    addAll(keys, "visibility", Visibility.values());
    addAll(keys, "moment", Moment.values());
    addAll(keys, "culprit", Culprit.values());
    addAll(keys, "advice", Advice.values());
    addAll(keys, "firstWait", FirstWait.values());
    addAll(keys, "byDefault", ByDefault.values());
    addAll(keys, "does", ByDefault.values());
    for (Label label : Label.values()) {
      keys.add("label." + label.name().toLowerCase(Locale.ROOT));
    }
    return keys;
  }

  private static void addAll(List<String> keys, String prefix, Enum<?>[] values) {
    for (Enum<?> value : values) {
      keys.add(prefix + "." + value.name());
    }
  }

  private static List<String> places(String text) {
    return Stream.of("{0}", "{1}", "{2}", "{3}", "{4}").filter(text::contains).toList();
  }

  private static Map<String, String> textsOf(Language language) {
    return Objects.requireNonNull(TEXTS.get(language));
  }

  private static Map<String, String> read(String file) {
    Properties properties = new Properties();
    try (InputStream in = Objects.requireNonNull(Handbook.class.getResourceAsStream(file), file);
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> texts = new TreeMap<>();
    properties.forEach((key, text) -> texts.put((String) key, (String) text));
    return texts;
  }
}
