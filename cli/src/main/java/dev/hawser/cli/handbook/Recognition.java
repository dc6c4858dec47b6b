package dev.hawser.cli.handbook;

import dev.hawser.close.Ending;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.diagnosis.Cause;
import dev.hawser.diagnosis.Diagnosis;
import dev.hawser.diagnosis.Evidence;
import dev.hawser.diagnosis.GatewayNote;
import dev.hawser.handbook.Topic;
import dev.hawser.handbook.Topics;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a free text says: the causes it comes down to and the numbers of the handbook it names.
 *
 * @param text the text as it was given
 * @param note what a gateway says in it; its cause is then the only one
 * @param causes the causes, the likeliest first; none where the text says nothing that is known
 * @param numbers close codes and HTTP statuses with entries of their own, in the text's order
 */
record Recognition(
    String text, Optional<GatewayNote> note, List<Cause> causes, List<Integer> numbers) {
  /** More causes help nobody. */
  private static final int MOST_CAUSES = 5;

  /** A number that is no time, no port and no part of another one. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "((?<![\\w./:])\\d{4}|(?<![\\w./])\\d{3})(?!\\w|[.:]\\d)"
              + "(?! ?(ms|s|sec\\w*|min\\w*|h|hours?|heures?)\\b)");

  private static final Pattern WORD = Pattern.compile("[\\p{L}]{4,}");

  Recognition {
    causes = List.copyOf(causes);
    numbers = List.copyOf(numbers);
  }

  /** Reads a text in any of the languages. */
  static Recognition of(String text) {
    List<Integer> numbers = numbers(text);
    Optional<GatewayNote> note = GatewayNote.in(text);
    Optional<Cause> said = note.flatMap(GatewayNote::cause);
    if (said.isPresent()) {
      return new Recognition(text, note, List.of(said.get()), numbers);
    }
    Set<Cause> causes = new LinkedHashSet<>(named(text));
    List<Saying> sayings = sayings(text);
    if (sayings.contains(Saying.STATUS)) {
      numbers.forEach(number -> causes.addAll(refusedWith(number)));
    }
    sayings.forEach(saying -> causes.addAll(saying.causes()));
    return new Recognition(text, note, causes.stream().limit(MOST_CAUSES).toList(), numbers);
  }

  /** Tells whether the text says anything that is known. */
  boolean succeeded() {
    return note.isPresent() || !causes.isEmpty() || !numbers.isEmpty();
  }

  /** Returns the causes whose texts share most words with the text, the nearest first. */
  List<Cause> nearest(Locale locale) {
    Set<String> words = words(text);
    Comparator<Cause> byShared =
        Comparator.comparingLong(
            cause -> -words(entry(cause, locale)).stream().filter(words::contains).count());
    return Cause.known().stream().sorted(byShared).limit(3).toList();
  }

  /** The stable name of a cause, where the text is one. */
  private static List<Cause> named(String text) {
    String id = text.strip().toUpperCase(Locale.ROOT);
    return Cause.known().stream().filter(cause -> cause.id().equals(id)).toList();
  }

  /** The sayings that fit best, and as many as fit alike. */
  private static List<Saying> sayings(String text) {
    int best = Arrays.stream(Saying.values()).mapToInt(saying -> saying.fit(text)).max().orElse(0);
    return Arrays.stream(Saying.values())
        .filter(saying -> best > 0 && saying.fit(text) > 0)
        .sorted(Comparator.comparingInt(saying -> -saying.fit(text)))
        .toList();
  }

  private static List<Cause> refusedWith(int status) {
    if (status < 100 || status > 599) {
      return List.of();
    }
    Ending refused =
        new Ending.Refused(
            HttpAnswer.of(status, Headers.empty()), LinkFacts.bare(Role.CLIENT, Phase.HANDSHAKING));
    Diagnosis diagnosis = Diagnosis.of(Evidence.of(refused));
    List<Cause> causes = new ArrayList<>(List.of(diagnosis.cause()));
    causes.addAll(diagnosis.alternatives());
    return causes;
  }

  private static List<Integer> numbers(String text) {
    Set<Integer> numbers = new LinkedHashSet<>();
    Matcher matcher = NUMBER.matcher(text);
    while (matcher.find()) {
      int number = Integer.parseInt(matcher.group(1));
      Topic topic = Topics.of(number);
      if (topic.first() == topic.last() || (number >= 3000 && number <= 4999)) {
        numbers.add(number);
      }
    }
    return List.copyOf(numbers);
  }

  private static String entry(Cause cause, Locale locale) {
    return cause.id().replace('_', ' ')
        + ' '
        + cause.text(locale).title()
        + ' '
        + cause.text(locale).why();
  }

  private static Set<String> words(String text) {
    Set<String> words = new LinkedHashSet<>();
    Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words;
  }
}
