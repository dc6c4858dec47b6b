package dev.hawser.cli.option;

import dev.hawser.heartbeat.Heartbeat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads heartbeats: {@code off}, {@code INTERVAL} or {@code INTERVAL/PONG}. */
public final class HeartbeatConverter implements ITypeConverter<Heartbeat> {
  @Override
  public Heartbeat convert(String value) {
    if (value.equals("off")) {
      return Heartbeat.OFF;
    }
    int slash = value.indexOf('/');
    try {
      if (slash < 0) {
        return Heartbeat.every(DurationConverter.parse(value));
      }
      return Heartbeat.every(DurationConverter.parse(value.substring(0, slash)))
          .pongWithin(DurationConverter.parse(value.substring(slash + 1)));
    } catch (IllegalArgumentException | TypeConversionException e) {
      throw new TypeConversionException(
          "'" + value + "' is not a heartbeat: off, 25s or 25s/10s, each of 10ms-24h");
    }
  }
}
