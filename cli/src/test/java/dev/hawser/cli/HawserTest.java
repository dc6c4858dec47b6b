package dev.hawser.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HawserTest {
  private final Captured console = Captured.withInput("");

  @Test
  void saysItsVersionAndTheJavaItRunsOn() {
    assertThat(console.run("--version")).isZero();
    assertThat(console.outLines().get(0)).startsWith("hawser ");
    assertThat(console.outLines().get(1)).startsWith("java " + Runtime.version());
  }

  @Test
  void helpNamesEveryCommand() {
    assertThat(console.run("--help")).isZero();
    assertThat(console.out())
        .contains("demo", "connect", "serve", "gateway", "doctor", "watch", "explain", "codes");
    assertThat(console.err()).isEmpty();
  }

  @Test
  void helpDescribesEachCommandByAWholeSentence() {
    Hawser.commandLine(console.console())
        .getSubcommands()
        .forEach(
            (name, command) ->
                assertThat(command.getCommandSpec().usageMessage().description()[0])
                    .as(name)
                    .endsWith(".")
                    .hasSizeLessThan(90));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo", "connect", "serve", "gateway", "doctor", "watch", "explain", "compare", "codes"
      })
  void everyCommandHelps(String command) {
    assertThat(console.run(command, "--help")).isZero();
    assertThat(console.out()).startsWith("Usage: hawser " + command);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40, 55, 300})
  void aTerminalOfAnyWidthWillDo(int columns) {
    assertThat(Hawser.run(console.console(columns), "explain", "1006")).isZero();
    assertThat(console.out()).startsWith("1006 Abnormal Closure");
  }

  @Test
  void withoutACommandItExitsWithTwoAndNamesThem() {
    assertThat(console.run()).isEqualTo(2);
    assertThat(console.err()).contains("no command", "commands: demo, connect, serve");
    assertThat(console.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'demo --lang de', 'en, fr'",
    "'demo --transport quic', 'there are: '",
    "'demo --fast', '--fast'",
    "'sail', 'commands: demo'",
    "'connect', 'URL'",
    "'connect http://a', 'ws and wss'",
    "'connect foo', 'has no scheme, allowed are ws and wss'",
    "'doctor foo', 'has no scheme, allowed are ws and wss'",
    "'connect ws://a --heartbeat soon', '25s/10s'",
    "'connect ws://a --backoff 3', 'BASE-CAP'",
    "'connect ws://a --max-attempts 0', 'maxAttempts 0'",
    "'connect ws://a --max-attempts many', 'many'",
    "'connect ws://a --header x', 'NAME: VALUE'",
    "'connect ws://a --subprotocol a;b', 'not a token'",
    "'connect ws://a#b', 'fragment'",
    "'serve --port 70000', '0-65535'",
    "'serve --port -1', '0-65535'",
    "'serve --close 1006', '1000-1003, 1007-1009, 1011-1014 and 3000-4999'",
    "'serve --after 1s', 'no --close'",
    "'serve --close 1000 --accept-then-close 1000', 'exclude'",
    "'serve --refuse 101', '200-599'",
    "'serve --rst-after 1', 'from 0s to 24h'",
    "'gateway', '--listen'",
    "'gateway --listen 1.2.3.4 --upstream ws://a', 'HOST:PORT'",
    "'gateway --listen :70000 --upstream ws://a', '0-65535'",
    "'gateway --listen :0 --upstream http://a', 'ws and wss'",
    "'gateway --listen :0 --upstream ws://a --name a;b', 'not a token'",
    "'gateway --listen :0 --upstream ws://a --trust host', '10.0.0.0/8'",
    "'gateway --listen :0 --upstream ws://a --bad-gateway 1006', '1014, 1011 or auto'",
    "'gateway --listen :0 --upstream ws://a --health x', 'begin with'",
    "'gateway --listen :0 --upstream ws://a --max-sessions 0', 'sessions 0'",
    "'gateway --listen :0 --upstream ws://a --ping 9ms', 'ping interval 9ms is neither zero nor 10ms'",
    "'explain', 'CODE|STATUS'",
    "'explain 65536', 'close codes (0-65535'",
    "'explain -1', '-1 does not fit a close code'",
    "'explain 1006 --lang de', 'en, fr'",
    "'compare 1006', 'B'",
    "'compare 1006 1006', 'two different numbers'",
    "'codes --range best', 'protocol, registered, private, unused, undefined, http'"
  })
  void nonsenseExitsWithTwoAndSaysWhatIsAllowed(String line, String allowed) {
    assertThat(console.run(line.split(" "))).isEqualTo(2);
    assertThat(console.err())
        .startsWith("hawser: ")
        .contains(allowed)
        .contains("--help")
        .doesNotContain("Exception", "\tat ");
    assertThat(console.out()).isEmpty();
  }
}
