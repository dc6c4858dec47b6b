package dev.hawser.reconnect;

import dev.hawser.close.CloseCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What close codes mean at one vendor, or in one protocol on top of WebSocket, and when to come
 * back.
 *
 * <p>Immutable. Where a range and a code in it are both listed, the narrower row counts; rows that
 * overlap otherwise are refused. A code without a row keeps its general advice. Profiles are files
 * of lines, {@code key = value}, which {@code docs/reference/vendor-profiles.md} describes; eight
 * come with the library, one of your own is read with {@link #parse}.
 *
 * @param id the short name, such as {@code pusher}
 * @param name the vendor's or protocol's name
 * @param sources where the rows were read
 * @param codes the rows, by first code, a range before what is in it
 */
public record VendorProfile(String id, String name, List<String> sources, List<VendorCode> codes) {
  private static final List<String> IDS =
      List.of(
          "aws-api-gateway",
          "centrifugo",
          "discord-gateway",
          "graphql-ws",
          "openai-realtime",
          "phoenix",
          "pusher",
          "twitch-eventsub");
  private static final Comparator<VendorCode> ORDER =
      Comparator.comparingInt(VendorCode::first).thenComparing(row -> -row.last());

  /** Sorts the rows; refuses a profile without a name, a source or a row, and rows that clash. */
  public VendorProfile {
    if (id.isBlank() || name.isBlank() || sources.isEmpty() || codes.isEmpty()) {
      throw new IllegalArgumentException(
          "vendor profile '" + id + "' needs a name, a source.1 and at least one code");
    }
    sources = List.copyOf(sources);
    List<VendorCode> sorted = new ArrayList<>(codes);
    sorted.sort(ORDER);
    codes = List.copyOf(sorted);
    for (int i = 0; i < codes.size(); i++) {
      for (VendorCode other : codes.subList(0, i)) {
        if (other.clashesWith(codes.get(i))) {
          throw new IllegalArgumentException(
              "vendor profile '%s': %s and %s overlap, and neither lies inside the other"
                  .formatted(id, other.label(), codes.get(i).label()));
        }
      }
    }
  }

  /** Returns the short names of the profiles that come with the library, sorted. */
  public static List<String> ids() {
    return IDS;
  }

  /**
   * Returns the profile of that short name that comes with the library.
   *
   * @throws IllegalArgumentException if there is none, naming those there are
   */
  public static VendorProfile named(String id) {
    if (!IDS.contains(id)) {
      throw new IllegalArgumentException(
          "no vendor profile '" + id + "'; there are " + String.join(", ", IDS));
    }
    ResourceBundle file =
        ResourceBundle.getBundle("dev.hawser.reconnect.vendors." + id, Locale.ROOT);
    Map<String, String> lines = new TreeMap<>();
    file.keySet().forEach(key -> lines.put(key, file.getString(key)));
    return VendorFile.profile(id, lines);
  }

  /**
   * Reads a profile from the text of its file.
   *
   * @param id the short name to give it
   * @throws IllegalArgumentException if a line is wrong, naming the line and what is allowed
   */
  public static VendorProfile parse(String id, String text) {
    return VendorFile.profile(id, VendorFile.lines(id, text));
  }

  /** Returns the narrowest row that holds a code, null when none does. */
  public @Nullable VendorCode on(CloseCode code) {
    VendorCode found = null;
    for (VendorCode row : codes) {
      if (row.holds(code.value())) {
        found = row; // Rows that share codes lie inside each other, the narrower ones behind.
      }
    }
    return found;
  }
}
