package dev.hawser.cli.front;

import java.net.InetSocketAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads where to listen: {@code HOST:PORT}, {@code :PORT} for every address. */
public final class Address implements ITypeConverter<InetSocketAddress> {
  @Override
  public InetSocketAddress convert(String value) {
    int colon = value.lastIndexOf(':');
    String digits = value.substring(colon + 1);
    int port = colon >= 0 && digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : -1;
    if (port < 0 || port > 65535) {
      throw new TypeConversionException(
          "'" + value + "' is no address to listen on: HOST:PORT with a port in 0-65535");
    }
    String host = value.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    String bare = bracketed ? host.substring(1, host.length() - 1) : host;
    return InetSocketAddress.createUnresolved(bare.isEmpty() ? "0.0.0.0" : bare, port);
  }
}
