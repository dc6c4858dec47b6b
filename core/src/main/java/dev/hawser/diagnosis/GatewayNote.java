package dev.hawser.diagnosis;

import dev.hawser.close.Ending;
import dev.hawser.close.Initiator;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway says of its own accord about an ending: by the Proxy-Status field of its answer
 * (RFC 9209), or by the text of its Close frame.
 *
 * @param word the word it says it by
 * @param detail what it adds to the word, such as a status or a code; empty for nothing
 * @param id under what its log has the request or the session; empty where it does not say
 */
public record GatewayNote(GatewayWord word, String detail, String id) {
  /**
   * The text of a Close frame of Hawser's gateway: {@code 1014 upstream_reset id=8f3a2c retry=5}.
   */
  private static final Pattern CLOSE =
      Pattern.compile("\\d{4} ([a-z_]+)(?::(\\S+))?(?: id=(\\S+))?(?: retry=\\d+)?");

  /** Such a text inside of others, or a word that is hardly anybody's but a gateway's. */
  private static final Pattern INSIDE =
      Pattern.compile(
          "(?<![\\w-])(?:\\d{4} ([a-z_]+)|([a-z]+(?:_[a-z]+)+))(?::(\\w+))?(?: id=([\\w-]+))?");

  private static final Pattern STATUS = Pattern.compile("[1-5]\\d\\d");

  /** Returns what a gateway says about that ending; empty where none says a word that is known. */
  public static Optional<GatewayNote> of(Ending ending) {
    if (ending instanceof Ending.Refused refused) {
      return Optional.ofNullable(ProxyStatus.word(refused.answer()))
          .map(word -> new GatewayNote(word, "", id(refused.answer())));
    }
    if (!(ending instanceof Ending.Closed) || ending.by() != Initiator.PEER) {
      return Optional.empty();
    }
    Matcher text = CLOSE.matcher(ending.text());
    return text.matches() ? note(text.group(1), text.group(2), text.group(3)) : Optional.empty();
  }

  /** Returns the first that is said in a text of any kind, such as a line of a log. */
  public static Optional<GatewayNote> in(String text) {
    Matcher matcher = INSIDE.matcher(text);
    Optional<GatewayNote> found = Optional.empty();
    while (found.isEmpty() && matcher.find()) {
      String word = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      found = note(word, matcher.group(3), matcher.group(4));
    }
    return found;
  }

  private static Optional<GatewayNote> note(
      String word, @Nullable String detail, @Nullable String id) {
    return Optional.ofNullable(GatewayWord.of(word))
        .map(known -> new GatewayNote(known, orEmpty(detail), orEmpty(id)));
  }

  private static String id(HttpAnswer answer) {
    return orEmpty(answer.headers().first("X-Request-Id"));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Returns the cause it comes down to; empty where the status or the code says as much. */
  public Optional<Cause> cause() {
    return Optional.ofNullable(finding()).map(Finding::cause);
  }

  @Nullable Finding finding() {
    if (word == GatewayWord.UPSTREAM_REFUSED && STATUS.matcher(detail).matches()) {
      int status = Integer.parseInt(detail);
      return RefusalRules.finding(HttpAnswer.of(status, Headers.empty()));
    }
    boolean text = word == GatewayWord.UPSTREAM_PROTOCOL && detail.equals("utf8");
    Cause cause = text ? Cause.INVALID_PAYLOAD : word.cause();
    return cause == null ? null : Finding.confirmed(cause);
  }

  /** Returns it as a sentence, in French for a French-speaking locale, else in English. */
  public String text(Locale locale) {
    return text(new Spelling(locale));
  }

  String text(Spelling spelling) {
    String said = detail.isEmpty() ? word.word() : word.word() + ":" + detail;
    String meaning = spelling.text("gateway." + word);
    return spelling.text("gateway-says", Map.of("said", spelling.quote(said), "meaning", meaning));
  }
}
