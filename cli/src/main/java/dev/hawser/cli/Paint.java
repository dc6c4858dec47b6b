package dev.hawser.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * How text is shown on one stream: in colours or plain, and how wide.
 *
 * @param colour whether ANSI colours are understood and wanted
 * @param columns the width to wrap at, at least 40
 */
public record Paint(boolean colour, int columns) {
  private static final int NARROWEST = 40;

  /** Widens what is too narrow to wrap at. */
  public Paint {
    columns = Math.max(columns, NARROWEST);
  }

  /** Returns the text in bold. */
  public String bold(String text) {
    return sgr("1", text);
  }

  /** Returns the text in grey: what a hurried reader may skip. */
  public String dim(String text) {
    return sgr("2", text);
  }

  /** Returns the text in green: all is well. */
  public String good(String text) {
    return sgr("32", text);
  }

  /** Returns the text in yellow: on the way back. */
  public String wait(String text) {
    return sgr("33", text);
  }

  /** Returns the text in red: lost. */
  public String bad(String text) {
    return sgr("31", text);
  }

  private String sgr(String code, String text) {
    return colour ? "\033[" + code + "m" + text + "\033[0m" : text;
  }

  /** Returns the text's words in lines of at most the columns, less the indent. */
  public List<String> wrap(String text, int indent) {
    int width = Math.max(columns - indent, NARROWEST / 2);
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split(" +", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
