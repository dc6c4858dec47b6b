package dev.hawser.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.Server;
import dev.hawser.WebSockets;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tutorial's own program, saved as the page says and run by the command on the page. */
class TutorialTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern COMMAND =
      Pattern.compile("```sh\\njava -cp (?<jar>\\S+) (?<source>\\w+\\.java)\\n```");
  private static final Pattern PROGRAM =
      Pattern.compile(
          "<!-- snippet:first-connection -->\\n```java\\n(?<code>.*?)```", Pattern.DOTALL);

  @Test
  void theCommandOfThePageRunsTheProgramOfThePage(@TempDir Path clone) throws Exception {
    String page = Files.readString(ROOT.resolve("docs/tutorial/first-connection.md"));
    Matcher command = found(COMMAND, page);
    assertThat(command.group("jar")).isEqualTo("cli/target/" + launcherJar());
    launcherJarWithEveryTransport(clone.resolve(command.group("jar")));
    Files.writeString(clone.resolve(command.group("source")), found(PROGRAM, page).group("code"));
    try (Server server =
            WebSockets.server()
                .transport("netty")
                .onText((session, text) -> session.sendText(text))
                .start();
        Program program =
            Program.startIn(
                clone,
                List.of("-cp", command.group("jar"), command.group("source")),
                server.uri().toString())) {
      program.line("PREPARING -> OPEN");
      program.line("received number 1");
    }
  }

  @Test
  void theLauncherCarriesTheTransportsThatTheStandInCarries() throws IOException {
    String pom = Files.readString(ROOT.resolve("cli/pom.xml"));
    for (String transport : List.of("netty", "vertx", "tyrus")) {
      String artifact = "<artifactId>hawser-transport-" + transport + "</artifactId>";
      assertThat(pom).contains(artifact);
      assertThat(Program.classPath()).contains("transport-" + transport);
    }
  }

  @Test
  void theDependenciesOfThePagesAreWhatTheBuildMakes() throws IOException {
    String parent = Files.readString(ROOT.resolve("pom.xml"));
    Pattern version =
        Pattern.compile("<artifactId>hawser-[a-z-]+</artifactId>\\s*<version>(?<is>.*)<");
    String made = found(version, parent).group("is");
    for (String name : List.of("README.md", "docs/tutorial/first-connection.md")) {
      String page = Files.readString(ROOT.resolve(name));
      assertThat(found(version, page).group("is")).as(name).isEqualTo(made);
      String module =
          found(Pattern.compile("<artifactId>hawser-(?<module>.*)</"), page).group("module");
      assertThat(page).contains("mvn -q install -Dmaven.test.skip=true -pl " + module + " -am");
      assertThat(parent).contains("<module>" + module + "</module>");
    }
  }

  private static String launcherJar() throws IOException {
    String pom = Files.readString(ROOT.resolve("cli/pom.xml"));
    return found(Pattern.compile("<finalName>(?<name>[^<]+)</finalName>"), pom).group("name")
        + ".jar";
  }

  private static Matcher found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s", pattern).isTrue();
    return matcher;
  }

  /** What stands where the launcher's build puts its jar: a manifest that names every transport. */
  private static void launcherJarWithEveryTransport(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(
            Attributes.Name.CLASS_PATH,
            Program.entries().stream()
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" ")));
    Files.createDirectories(jar.getParent());
    try (OutputStream bytes = Files.newOutputStream(jar);
        JarOutputStream written = new JarOutputStream(bytes, manifest)) {
      written.setComment("stands in for the launcher's jar");
    }
  }
}
