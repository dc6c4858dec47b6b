package dev.hawser.cli;

import dev.hawser.Parting;
import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import java.util.Locale;

/**
 * A parting in words, all of them the library's.
 *
 * @param code the close code that describes it
 * @param cause the diagnosis's stable id
 * @param explanation the sentence that explains it
 * @param answered the HTTP status that refused the handshake; 0 when none did
 */
public record Loss(CloseCode code, String cause, String explanation, int answered) {
  /** Puts a parting into words of that language. */
  public static Loss of(Parting parting, Locale locale) {
    Ending ending = parting.ending();
    int answered = ending instanceof Ending.Refused refused ? refused.answer().status() : 0;
    return new Loss(parting.code(), ending.getClass().getSimpleName(), ending.text(), answered);
  }
}
