package dev.hawser.cli.option;

import dev.hawser.proxy.Proxy;
import dev.hawser.proxy.ProxyChoice;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads proxies: a URL, or {@code env} for what the usual variables of the environment say. */
public final class ProxyConverter implements ITypeConverter<ProxyChoice> {
  private final Map<String, String> variables;

  /** Reads the environment of this process. */
  public ProxyConverter() {
    this(System.getenv());
  }

  /** Reads that environment. */
  ProxyConverter(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  @Override
  public ProxyChoice convert(String value) {
    try {
      return value.equals("env")
          ? ProxyChoice.environment(variables)
          : ProxyChoice.always(Proxy.of(value));
    } catch (IllegalArgumentException refused) {
      throw new TypeConversionException(String.valueOf(refused.getMessage()));
    }
  }
}
