package dev.hawser.cli.doctor;

import dev.hawser.cli.Console;
import dev.hawser.cli.option.DurationConverter;
import dev.hawser.cli.option.UpgradeChoice;
import dev.hawser.doctor.Doctor;
import dev.hawser.doctor.Report;
import dev.hawser.doctor.judge.ExitCodes;
import dev.hawser.doctor.plan.Plan;
import dev.hawser.doctor.plan.Requirement;
import dev.hawser.doctor.plan.Target;
import dev.hawser.doctor.plan.Via;
import dev.hawser.doctor.report.HtmlPage;
import dev.hawser.doctor.report.Sheet;
import dev.hawser.doctor.report.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hawser doctor URL}: what is wrong with a WebSocket URL, where, and how sure that is. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Examine a WebSocket URL: what is wrong, where, how sure, and how to mend it.",
      "It works on raw sockets: under ten seconds and thirty connections, nothing malformed,",
      "secrets blotted out."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:healthy",
      "1:healthy, with warnings (20 with --strict)",
      "2:the command line makes no sense",
      "10:the name does not resolve",
      "11:TCP leads nowhere",
      "12:TLS fails, or must not be trusted",
      "13:the upgrade is refused",
      "14:a gateway failed, or what is behind it",
      "15:the protocol is broken",
      "16:the session was lost while it was watched",
      "17:a requirement is not met",
      "20:warnings, with --strict",
      "30:undecided",
      "70:a fault of the doctor's own"
    })
public final class DoctorCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private UpgradeChoice upgrade = new UpgradeChoice();
  @Mixin private ReportForm form = new ReportForm();

  @Option(
      names = "--origin",
      paramLabel = "ORIGIN",
      description = "The Origin to send; default that of the URL's host.")
  private String origin = "";

  @Option(
      names = "--via",
      paramLabel = "NAME=HOST:PORT",
      description = {
        "Examine a hop behind the URL too, with the same Host and path, and say which is guilty;",
        "may be repeated, from the outermost to the server. ws://HOST:PORT where it speaks no TLS."
      })
  private List<String> vias = List.of();

  @Option(
      names = "--idle",
      paramLabel = "D",
      converter = DurationConverter.class,
      description = "How long silent connections are watched; default 4s, at most 1h.")
  private @Nullable Duration idle;

  @Option(
      names = "--timeout",
      paramLabel = "D",
      converter = DurationConverter.class,
      description = "The longest wait for the handshake's answer; default 5s, at most 60s.")
  private @Nullable Duration timeout;

  @Option(names = "--size", description = "Send messages of growing size, up to 1 MiB.")
  private boolean size;

  @Option(
      names = "--send",
      paramLabel = "MESSAGE",
      description = {
        "A message of the application: to tell a timer that ignores Pings, and to be answered,",
        "whole and in fragments."
      })
  private String message = "";

  @Option(
      names = "--expect",
      paramLabel = "TEXT",
      description = {
        "What the answer to --send contains; required then, within 2.5s or answer<TIME of",
        "--require. By default the message itself, which is not required."
      })
  private String expect = "";

  @Option(
      names = "--require",
      paramLabel = "LIST",
      description = "Bounds to be kept, such as idle>=5s,size>=1M,rtt-p99<200ms.")
  private String require = "";

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "Trust the certificates of this PEM file, and no others.")
  private @Nullable Path authorities;

  @Option(
      names = "--i-own-this",
      description = "Send malformed frames too: only to a server of your own.")
  private boolean own;

  @Option(names = "--strict", description = "Exit with 20 instead of 1 where there are warnings.")
  private boolean strict;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Say what changed since a report that --json wrote.")
  private @Nullable Path baseline;

  /** Returns the command on that console. */
  public DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Path html = form.html();
    Target target = target();
    Plan plan = plan();
    Baseline before = baseline == null ? null : Baseline.read(baseline);
    Locale locale = form.locale();
    Report report;
    Sheet sheet;
    try {
      report = Doctor.examine(target, plan);
      sheet = Sheet.of(report, locale);
    } catch (RuntimeException e) {
      spec.commandLine().getErr().println("hawser: a fault of the doctor's own: " + e);
      return ExitCodes.BUG;
    }
    List<String> changes = before == null ? null : before.changes(sheet);
    if (form.json()) {
      console.out().print(ReportDocument.of(sheet, changes));
    } else {
      TextReport text = new TextReport(console.onOut(), new Texts(locale));
      text.lines(sheet, changes).forEach(console.out()::println);
    }
    console.out().flush();
    if (html != null) {
      Files.writeString(html, HtmlPage.of(report, locale));
    }
    return strict && sheet.exitCode() == ExitCodes.WARNINGS ? ExitCodes.STRICT : sheet.exitCode();
  }

  private Target target() {
    try {
      return Target.of(upgrade.url())
          .headers(upgrade.headers())
          .subprotocols(upgrade.subprotocols())
          .origin(origin)
          .vias(vias.stream().map(Via::parse).toList());
    } catch (IllegalArgumentException e) {
      throw refused(e);
    }
  }

  private Plan plan() {
    try {
      Plan plan = Plan.standard();
      plan =
          plan.waits(
              plan.connect(),
              timeout == null ? plan.answer() : timeout,
              idle == null ? plan.idle() : idle);
      plan = plan.sizes(size).message(message, expect).ownThis(own);
      List<Requirement> bounds = new ArrayList<>();
      if (!require.isEmpty()) {
        bounds.addAll(Requirement.parse(require));
      }
      plan = plan.requirements(bounds);
      return authorities == null ? plan : plan.trust(Authorities.read(authorities));
    } catch (IllegalArgumentException e) {
      throw refused(e);
    }
  }

  private ParameterException refused(IllegalArgumentException e) {
    return new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
  }
}
