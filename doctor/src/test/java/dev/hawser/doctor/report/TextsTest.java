package dev.hawser.doctor.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.diagnosis.Cause;
import dev.hawser.doctor.judge.Phrase;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {
  private static final Pattern PLACE = Pattern.compile("\\{\\d}");

  private static Properties bundle(String name) {
    try (Reader in =
        new InputStreamReader(TextsTest.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
      Properties texts = new Properties();
      texts.load(in);
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void bothLanguagesSayTheSameThings() {
    Properties english = bundle("Doctor.properties");
    Properties french = bundle("Doctor_fr.properties");
    assertThat(french.keySet()).isEqualTo(english.keySet());
    for (String key : english.stringPropertyNames()) {
      assertThat(places(french.getProperty(key)))
          .as(key)
          .isEqualTo(places(english.getProperty(key)));
    }
  }

  private static Set<String> places(String text) {
    return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  @Test
  void everySentenceOfTheRulesHasItsWordsAndNoWordsAreLeftOver() throws IOException {
    Pattern key = Pattern.compile("\"((?:proof|step|next|verdict)\\.[a-z0-9.-]+)\"");
    Set<String> used = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path source : sources.filter(p -> p.toString().endsWith(".java")).toList()) {
        key.matcher(Files.readString(source)).results().forEach(found -> used.add(found.group(1)));
      }
    }
    Set<String> written =
        bundle("Doctor.properties").stringPropertyNames().stream()
            .filter(name -> name.matches("(proof|step|next|verdict)\\..*"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(written).isEqualTo(used);
  }

  @Test
  void fixesForProductsAreOfKnownCauses() {
    bundle("Doctor.properties").stringPropertyNames().stream()
        .filter(name -> name.startsWith("fix."))
        .forEach(name -> assertThat(Cause.of(name.split("\\.")[1])).isNotNull());
  }

  private static String french(String key, Object... facts) {
    return new Texts(Locale.FRENCH).say(Phrase.of(key, facts));
  }

  @Test
  void factsAreFilledInInEveryLanguage() {
    Phrase phrase = Phrase.of("proof.after", "2.0 s");
    assertThat(new Texts(Locale.ENGLISH).say(phrase)).isEqualTo("The answer came after 2.0 s.");
    assertThat(new Texts(Locale.CANADA_FRENCH).say(phrase))
        .isEqualTo("La réponse est venue au bout de 2,0 s.");
    assertThat(french("step.tcp", "127.0.0.1 {connected}, ::1 {refused}, {unheard-of} {0}"))
        .isEqualTo("127.0.0.1 connecté, ::1 refusé, {unheard-of} {0}");
    assertThat(french("step.idle", "{silent} 2.0 s FIN, {one-way} 11.5 s, 10.0.0.1"))
        .isEqualTo("muette 2,0 s FIN, sens unique 11,5 s, 10.0.0.1");
    assertThat(french("step.upgrade-by", "HTTP 101", "nginx/1.22")).endsWith("nginx/1.22");
    assertThat(french("step.ping", 1, 2, "0.25", "1.50")).contains("0,25", "1,50");
    assertThat(new Texts(Locale.FRENCH).title(Cause.PROXY_IDLE))
        .isEqualTo("Délai d'inactivité d'un maillon du chemin");
    assertThat(new Texts(Locale.GERMAN).locale()).isEqualTo(Locale.ENGLISH);
    assertThat(new Texts(Locale.FRENCH).hop("edge-1")).isEqualTo("edge-1");
    assertThat(new Texts(Locale.FRENCH).hop("PROXY")).isEqualTo("le mandataire inverse");
  }
}
