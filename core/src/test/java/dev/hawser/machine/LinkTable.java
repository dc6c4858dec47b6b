package dev.hawser.machine;

import dev.hawser.machine.LinkEvent.Kind;
import dev.hawser.machine.LinkExplorer.Transition;
import java.util.List;

/** The link machine's table, rendered from every step it can take. */
final class LinkTable {
  /** In the order of life; the table refuses a state that is missing here. */
  private static final List<String> STATES =
      List.of("Dialling", "Handshaking", "Open", "Closing", "Ended");

  private LinkTable() {}

  static String markdown() {
    StateTable<Kind> table = new StateTable<>(Kind.class, StateTable::camel, STATES);
    LinkExplorer.everyTransition().forEach(t -> add(table, t));
    return table.markdown();
  }

  private static void add(StateTable<Kind> table, Transition t) {
    String row = t.from().getClass().getSimpleName();
    LinkStep step = t.step();
    if (!step.ignored().isEmpty()) {
      table.ignored(row, t.event().kind(), step.ignored());
    } else {
      String next = step.next() == t.from() ? "" : step.next().getClass().getSimpleName();
      table.acted(row, t.event().kind(), next, effects(step));
    }
    if (t.from().deadline(t.now().rules(), t.now().vitals()).isPresent()) {
      table.deadline(row, due(t.from()));
    }
  }

  /** The end is one word: with it TCP is dropped and, where the word says so, messages are. */
  private static List<String> effects(LinkStep step) {
    return step.effects().stream()
        .filter(LinkEffect.Announce.class::isInstance)
        .findFirst()
        .map(end -> List.of(name(end)))
        .orElseGet(() -> step.effects().stream().map(LinkTable::name).toList());
  }

  private static String name(LinkEffect effect) {
    if (effect instanceof LinkEffect.Plain plain) {
      String camel = StateTable.camel(plain);
      return Character.toUpperCase(camel.charAt(0)) + camel.substring(1);
    }
    if (effect instanceof LinkEffect.SendClose close) {
      return close.atOnce() ? "SendClose at once" : "SendClose behind what was accepted";
    }
    if (effect instanceof LinkEffect.TellClosing) {
      return "TellClosing";
    }
    LinkFinish finish = ((LinkEffect.Announce) effect).finish();
    return finish.getClass().getSimpleName();
  }

  private static String due(LinkState state) {
    if (state instanceof LinkState.Dialling) {
      return "connect timeout";
    }
    if (state instanceof LinkState.Handshaking) {
      return "handshake timeout";
    }
    if (state instanceof LinkState.Open) {
      return "heartbeat, stall limit";
    }
    return state instanceof LinkState.Closing
        ? "close timeout"
        : "close timeout, while messages wait";
  }
}
