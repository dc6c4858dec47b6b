package dev.hawser.cli.option;

import dev.hawser.http.Headers;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The URL and what the upgrade request to it carries. */
public final class UpgradeChoice {
  @Parameters(paramLabel = "URL", description = "A ws or wss URL.")
  private String url = "";

  @Option(
      names = {"-H", "--header"},
      paramLabel = "NAME:VALUE",
      converter = HeaderConverter.class,
      description = "A header field of the upgrade request; may be repeated. Never shown.")
  private List<Headers.Field> headers = List.of();

  @Option(
      names = "--subprotocol",
      paramLabel = "NAME",
      split = ",",
      description = "A subprotocol to offer; may be repeated, the first is preferred.")
  private List<String> subprotocols = List.of();

  /** Returns the URL as it was given. */
  public String url() {
    return url;
  }

  /** Returns the header fields in their order. */
  public Headers headers() {
    Headers all = Headers.empty();
    for (Headers.Field field : headers) {
      all = all.with(field.name(), field.value());
    }
    return all;
  }

  /** Returns the subprotocols in their order. */
  public List<String> subprotocols() {
    return subprotocols;
  }
}
