package dev.hawser.cli.handbook;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** One run of a command of the handbook on its own: exit status and what it printed. */
record Run(int status, String out, String err) {
  static Run of(Object command, String... args) {
    return of(command, Ansi.OFF, 80, args);
  }

  static Run of(Object command, Ansi ansi, int width, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = new CommandLine(command);
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    line.setUsageHelpWidth(width);
    line.setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
    int status = line.execute(args);
    return new Run(status, out.toString(), err.toString());
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
