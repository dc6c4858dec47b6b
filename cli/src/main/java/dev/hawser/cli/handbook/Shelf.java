package dev.hawser.cli.handbook;

import dev.hawser.close.CodeRange;
import dev.hawser.handbook.Topic;
import dev.hawser.handbook.Topics;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A part of the handbook that can be listed. */
enum Shelf {
  ALL,
  PROTOCOL,
  REGISTERED,
  PRIVATE,
  UNUSED,
  UNDEFINED,
  HTTP;

  /** Returns the entries on the shelf, in rising order. */
  List<Topic> topics() {
    return Topics.all().stream().filter(this::holds).toList();
  }

  private boolean holds(Topic topic) {
    return switch (this) {
      case ALL -> true;
      case HTTP -> topic.http();
      default -> {
        CodeRange range = CodeRange.valueOf(name());
        yield !topic.http() && range.first() <= topic.first() && topic.last() <= range.last();
      }
    };
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a shelf by its word in lower case. */
  static final class ByWord implements ITypeConverter<Shelf> {
    @Override
    public Shelf convert(String text) {
      for (Shelf shelf : values()) {
        if (shelf.word().equals(text.toLowerCase(Locale.ROOT))) {
          return shelf;
        }
      }
      throw new TypeConversionException(
          "'"
              + text
              + "' is not a range; allowed are "
              + Arrays.stream(values()).map(Shelf::word).collect(Collectors.joining(", ")));
    }
  }
}
