package dev.hawser.gateway;

import dev.hawser.close.Ending;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Traffic;
import dev.hawser.gateway.parting.FirstCause;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes down each session once, one line of the log and one event of the flight recorder, and each
 * request that got none.
 *
 * @param id the session's id, or the request's
 * @param route the path that was asked for, without its query; a dash where it is not known
 * @param upstream the upstream's URL; a dash where none was asked
 * @param lines where lines go
 */
record Journal(String id, String route, String upstream, Consumer<String> lines) {
  /** Stands for what is not known. */
  static final String NONE = "-";

  private static final System.Logger LOG = System.getLogger("dev.hawser.gateway");

  /** The gateway failed at what has that id; whoever runs it is to know how. */
  static void failed(String id, Throwable thrown) {
    LOG.log(System.Logger.Level.ERROR, "the gateway failed, id=" + id, thrown);
  }

  /**
   * A request got no session, and why.
   *
   * @param first the token of what happened
   * @param status the HTTP status of its answer
   * @param because what more is known, empty for nothing
   */
  void refused(String first, int status, String because) {
    lines.accept(
        "refused id="
            + id
            + " route="
            + route
            + " upstream="
            + upstream
            + " first="
            + first
            + " status="
            + status
            + (because.isEmpty() ? "" : " because=" + because));
  }

  /** A session ended, and why. */
  void ended(FirstCause first, @Nullable Ending client, @Nullable Ending behind) {
    Traffic theirs = client == null ? Traffic.NONE : client.facts().traffic();
    String by = first.party().name().toLowerCase(Locale.ROOT);
    String line =
        "session id="
            + id
            + " route="
            + route
            + " upstream="
            + upstream
            + " first="
            + first.token()
            + " by="
            + by
            + " client="
            + said(client)
            + " upstream-end="
            + said(behind)
            + " in="
            + theirs.messagesIn()
            + "/"
            + theirs.bytesIn()
            + " out="
            + theirs.messagesOut()
            + "/"
            + theirs.bytesOut()
            + " age="
            + millis(client)
            + "ms";
    lines.accept(line);
    SessionEvent event = new SessionEvent();
    if (event.isEnabled()) {
      event.id = id;
      event.route = route;
      event.upstream = upstream;
      event.firstCause = first.token();
      event.by = by;
      event.clientCode = code(client);
      event.upstreamCode = code(behind);
      event.bytesIn = theirs.bytesIn();
      event.bytesOut = theirs.bytesOut();
      event.age = millis(client);
      event.commit();
    }
  }

  private static long millis(@Nullable Ending ending) {
    LinkFacts facts = ending == null ? null : ending.facts();
    return facts == null ? 0 : facts.timeline().lived().toMillis();
  }

  private static int code(@Nullable Ending ending) {
    return ending == null ? 0 : ending.code().value();
  }

  /** The code, and how TCP ended. */
  private static String said(@Nullable Ending ending) {
    if (ending == null) {
      return "-";
    }
    return ending.code().value() + "/" + ending.facts().frames().transportEnd();
  }
}
