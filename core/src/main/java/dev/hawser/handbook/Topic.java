package dev.hawser.handbook;

import java.util.List;

/**
 * An entry of the handbook: one code, one status, or a range that is explained as one.
 *
 * @param kind what sort of thing it is
 * @param first the smallest number it covers
 * @param last the largest number it covers; equal to {@code first} for a single code or status
 * @param name the name in the words of the registry, of RFC 9110 or of the vendor
 * @param facts what is known of it as data
 * @param references where it is defined
 */
public record Topic(
    Kind kind, int first, int last, String name, Facts facts, List<String> references) {
  /** Copies the references. */
  public Topic {
    references = List.copyOf(references);
  }

  /** Returns the name of its page and of its texts: {@code 1006}, {@code http-502}. */
  public String key() {
    return switch (kind) {
      case CLOSE_CODE -> String.valueOf(first);
      case CODE_RANGE -> first + "-" + last;
      case HTTP_STATUS -> "http-" + first;
      case HTTP_CLASS -> "http-" + first / 100 + "xx";
    };
  }

  /** Returns how prose calls it: {@code 1006}, {@code 4000-4999}, {@code HTTP 502}. */
  public String label() {
    return switch (kind) {
      case CLOSE_CODE, CODE_RANGE -> key();
      case HTTP_STATUS -> "HTTP " + first;
      case HTTP_CLASS -> "HTTP " + first / 100 + "xx";
    };
  }

  /** Returns the label and the name: {@code 1014 Bad Gateway}. */
  public String title() {
    return label() + " " + name;
  }

  /** Tells whether it describes answers to the opening handshake rather than close codes. */
  public boolean http() {
    return kind == Kind.HTTP_STATUS || kind == Kind.HTTP_CLASS;
  }
}
