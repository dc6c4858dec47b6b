package dev.hawser.cli.handbook;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Explains a close code, an HTTP status of a refused handshake, or what an error message says. */
@Command(
    name = "explain",
    description = {
      "Explain a close code, an HTTP status, a cause, or an error message's words.",
      "The status is a refused handshake's. Exits with 30 where the words say nothing known."
    })
public final class ExplainCommand implements Callable<Integer> {
  /** The words say nothing that is known. */
  static final int UNDECIDED = 30;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "CODE|STATUS|TEXT",
      description =
          "Close code (0-65535) or HTTP status (100-599), such as 1006 or 502; or words, such as"
              + " \"closed after 60 seconds\".")
  @SuppressWarnings("NullAway.Init")
  private List<String> words;

  @Mixin private final Presentation presentation = new Presentation();

  @Override
  public Integer call() {
    String text = String.join(" ", words).strip();
    // What has no letter is meant as a number, and is told what is allowed when it is none.
    if (text.codePoints().noneMatch(Character::isLetter)) {
      int number = number(text);
      presentation.show(
          spec.commandLine(),
          (handbook, page) -> page.of(handbook.article(number)),
          (handbook, json) -> json.of(handbook.article(number)));
      return 0;
    }
    Recognition recognition = Recognition.of(text);
    presentation.show(
        spec.commandLine(),
        (handbook, page) -> page.of(recognition),
        (handbook, json) -> json.of(recognition));
    return recognition.succeeded() ? 0 : UNDECIDED;
  }

  private int number(String text) {
    try {
      return new HandbookNumber().convert(text);
    } catch (TypeConversionException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }
}
