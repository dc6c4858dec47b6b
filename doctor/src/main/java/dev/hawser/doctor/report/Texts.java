package dev.hawser.doctor.report;

import dev.hawser.diagnosis.Cause;
import dev.hawser.diagnosis.Confidence;
import dev.hawser.doctor.judge.Finding;
import dev.hawser.doctor.judge.Phrase;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The doctor's words in one language: French for a French-speaking locale, else English. */
public final class Texts {
  private static final Pattern WORD = Pattern.compile("\\{([a-z-]+)}");

  /** A fraction before its unit: no address, no version. */
  private static final Pattern FRACTION =
      Pattern.compile("(?<![0-9A-Za-z./])([0-9]+)\\.([0-9]+)(?=\\u00a0m?s)");

  private static final Pattern BARE = Pattern.compile("[0-9]+\\.[0-9]+");

  private final Locale locale;
  private final ResourceBundle bundle;

  /** Opens the texts of that language. */
  public Texts(Locale locale) {
    boolean french = locale.getLanguage().equals(Locale.FRENCH.getLanguage());
    this.locale = french ? Locale.FRENCH : Locale.ENGLISH;
    // Of these two only: a look-up for another locale could fall back to the machine's default.
    this.bundle =
        ResourceBundle.getBundle(
            "dev.hawser.doctor.report.Doctor", french ? Locale.FRENCH : Locale.ROOT);
  }

  /** Returns the language. */
  public Locale locale() {
    return locale;
  }

  /** Returns a sentence with its facts filled in. */
  public String say(Phrase phrase) {
    String text = bundle.getString(phrase.key());
    List<String> facts = phrase.facts();
    for (int i = 0; i < facts.size(); i++) {
      text = text.replace("{" + i + "}", fact(facts.get(i)));
    }
    return text;
  }

  /** Words of the rules and decimal fractions, as the language has them; all else as it is. */
  private String fact(String fact) {
    String said = WORD.matcher(fact).replaceAll(found -> Matcher.quoteReplacement(word(found)));
    boolean bare = locale.equals(Locale.FRENCH) && BARE.matcher(said).matches();
    return bare ? said.replace('.', ',') : figure(said);
  }

  /** Returns a text of the rules with its decimal fractions as the language writes them. */
  public String figure(String text) {
    return locale.equals(Locale.FRENCH) ? FRACTION.matcher(text).replaceAll("$1,$2") : text;
  }

  private String word(MatchResult found) {
    return bundle.containsKey("word." + found.group(1)) ? word(found.group(1)) : found.group();
  }

  /** Returns a word of the rules, such as {@code silent}, in the language. */
  public String word(String word) {
    return say("word." + word);
  }

  /** Returns a text without facts. */
  public String say(String key) {
    return bundle.getString(key);
  }

  /** Returns how sure a finding is, in a word. */
  public String confidence(Confidence confidence) {
    return say("confidence." + confidence.name());
  }

  /** Returns where a finding sits: a part of the way, or the user's name for a hop. */
  public String hop(String hop) {
    return bundle.containsKey("hop." + hop) ? say("hop." + hop) : hop;
  }

  /** Returns the cause in a few words. */
  public String title(Cause cause) {
    return cause.text(locale).title();
  }

  /** Returns a finding in a sentence or two: what is wrong, and what shows it. */
  public String summary(Finding finding) {
    String shown = finding.proof().isEmpty() ? "" : " " + say(finding.proof().get(0));
    return title(finding.cause()) + "." + shown;
  }

  /** Returns what to do: for the product where it is known, else for the cause. */
  public String fix(Finding finding) {
    String key = "fix." + finding.cause().id() + "." + finding.product();
    return bundle.containsKey(key) ? say(key) : finding.cause().text(locale).remedy();
  }
}
