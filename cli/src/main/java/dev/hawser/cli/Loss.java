package dev.hawser.cli;

import dev.hawser.Parting;
import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import dev.hawser.diagnosis.Diagnosis;
import dev.hawser.diagnosis.Explanation;
import java.util.Locale;

/**
 * A parting in words, all of them the library's.
 *
 * @param code the close code that describes it
 * @param cause the diagnosis's stable id
 * @param words what happened, why and what to do
 * @param answered the HTTP status that refused the handshake; 0 when none did
 */
public record Loss(CloseCode code, String cause, Explanation words, int answered) {
  /** Puts a parting into words of that language. */
  public static Loss of(Parting parting, Locale locale) {
    Ending ending = parting.ending();
    int answered = ending instanceof Ending.Refused refused ? refused.answer().status() : 0;
    Diagnosis diagnosis = parting.diagnosis();
    return new Loss(
        parting.code(), diagnosis.cause().name(), diagnosis.explanation(locale), answered);
  }

  /** Returns what happened, why and what to do, as one text. */
  public String explanation() {
    return words.toString();
  }

  /** Returns the code, or the status that refused the handshake, in a word. */
  public String number() {
    return answered == 0 ? Integer.toString(code.value()) : "HTTP " + answered;
  }

  /** Returns the code with its name in the registry, or the status that refused the handshake. */
  public String title() {
    return answered == 0 ? code.toString() : number();
  }
}
