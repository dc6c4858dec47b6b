package dev.hawser.cli.handbook;

import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** A page of plain text: headings, wrapped paragraphs, bullets and steps, of one width. */
final class Page {
  private static final String RESET = Ansi.Style.reset.on();

  private final StringBuilder text = new StringBuilder();
  private final Ansi ansi;
  private final int width;

  Page(Ansi ansi, int width) {
    this.ansi = ansi;
    this.width = width;
  }

  void title(String title) {
    add(styled("bold,underline", title));
  }

  /** Adds a line of its own that is not indented. */
  void line(String line) {
    wrapped("", line);
  }

  void heading(String heading) {
    text.append('\n');
    add(styled("bold", heading));
  }

  void subheading(String heading) {
    text.append('\n');
    add("  " + styled("bold", heading));
  }

  void paragraph(String paragraph) {
    wrapped("  ", paragraph);
  }

  /** Adds paragraphs with an empty line between them. */
  void paragraphs(List<String> paragraphs) {
    for (int i = 0; i < paragraphs.size(); i++) {
      if (i > 0) {
        text.append('\n');
      }
      paragraph(paragraphs.get(i));
    }
  }

  void note(String note) {
    text.append('\n');
    wrapped("", note);
  }

  void bullets(List<String> items) {
    items.forEach(item -> wrapped("  - ", item));
  }

  void steps(List<String> items) {
    for (int i = 0; i < items.size(); i++) {
      wrapped("  " + (i + 1) + ". ", items.get(i));
    }
  }

  /** Adds a row whose first cell is padded to that many columns and whose second one wraps. */
  void row(String first, int columns, String second) {
    wrapped("  " + first + " ".repeat(Math.max(1, columns - first.length())), second);
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private String styled(String style, String line) {
    return ansi.enabled() ? Ansi.Style.on(Ansi.Style.parse(style)) + line + RESET : line;
  }

  /** Adds a text whose first line begins with {@code lead} and whose others are indented alike. */
  private void wrapped(String lead, String content) {
    String indent = " ".repeat(lead.length());
    StringBuilder line = new StringBuilder(lead);
    boolean empty = true;
    // Only the plain space parts words: a no-break space keeps "64 KiB" and French marks together.
    for (String word : content.split(" ", -1)) {
      if (!empty && line.length() + 1 + word.length() > width) {
        add(line.toString());
        line.setLength(0);
        line.append(indent);
        empty = true;
      }
      if (!empty) {
        line.append(' ');
      }
      line.append(word);
      empty = false;
    }
    add(line.toString());
  }

  private void add(String line) {
    text.append(line).append('\n');
  }
}
