package dev.hawser.gateway.parting;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a broken rule of the protocol is called in a Close, by what the core found wrong. */
final class Breach {
  private static final String ILLEGAL_CODE = "Close frame with the illegal code ";

  /** Beginnings of the core's texts, each with its short name. */
  private static final List<Map.Entry<String, String>> NAMES =
      List.of(
          Map.entry("frame of a server is masked", "masked"),
          Map.entry("frame of a client is not masked", "unmasked"),
          Map.entry("reserved bits", "rsv"),
          Map.entry("reserved opcode", "opcode"),
          Map.entry("fragmented control frame", "control"),
          Map.entry("control frame", "control"),
          Map.entry("new message inside", "fragmentation"),
          Map.entry("continuation without", "fragmentation"),
          Map.entry("frame length", "length"),
          Map.entry("text is not UTF-8", "utf8"));

  private Breach() {}

  /** Returns what was wrong with a Close frame, null where the breach is another. */
  static @Nullable String badClose(String text) {
    if (text.startsWith(ILLEGAL_CODE)) {
      return text.substring(ILLEGAL_CODE.length());
    }
    if (text.startsWith("Close frame with a payload of one byte")) {
      return "one_byte";
    }
    return text.startsWith("reason of the Close frame is not UTF-8") ? "utf8" : null;
  }

  /** Returns the short name of a breach. */
  static String named(String text) {
    for (Map.Entry<String, String> name : NAMES) {
      if (text.startsWith(name.getKey())) {
        return name.getValue();
      }
    }
    return "framing";
  }
}
