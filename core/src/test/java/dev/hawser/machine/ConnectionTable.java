package dev.hawser.machine;

import dev.hawser.machine.ConnectionEvent.Kind;
import dev.hawser.machine.ConnectionExplorer.Transition;
import java.util.EnumSet;
import java.util.List;

/** The connection machine's table, rendered from every step it can take. */
final class ConnectionTable {
  private static final EnumSet<Kind> OF_LINKS =
      EnumSet.of(
          Kind.GRANTED,
          Kind.OPENED,
          Kind.PREPARED,
          Kind.PREPARE_FAILED,
          Kind.PEER_CLOSED,
          Kind.ENDED);

  /** In the order of life; the table refuses a state that is missing here. */
  private static final List<String> STATES =
      List.of(
          "Idle", "Queued", "Connecting", "Preparing", "Open", "Closing", "Waiting", "Terminated");

  private ConnectionTable() {}

  static String markdown() {
    StateTable<Kind> table =
        new StateTable<>(
            Kind.class,
            kind -> StateTable.camel(kind) + (OF_LINKS.contains(kind) ? "(n)" : ""),
            STATES);
    for (Transition t : ConnectionExplorer.everyTransition()) {
      if (!t.stale()) {
        add(table, t);
      }
    }
    return table.markdown();
  }

  private static void add(StateTable<Kind> table, Transition t) {
    String row = t.from().getClass().getSimpleName();
    Step step = t.step();
    if (!step.ignored().isEmpty()) {
      table.ignored(row, t.event().kind(), step.ignored());
    } else {
      List<String> effects =
          step.effects().stream().map(e -> e.getClass().getSimpleName()).toList();
      table.acted(row, t.event().kind(), step.next() == t.from() ? "" : name(step.next()), effects);
    }
    if (t.from().deadline().isPresent()) {
      table.deadline(row, due(t.from()));
    }
  }

  private static String name(ConnectionState state) {
    boolean stable = state instanceof ConnectionState.Open open && open.stable();
    return state.getClass().getSimpleName() + (stable ? ", stable" : "");
  }

  private static String due(ConnectionState state) {
    if (state instanceof ConnectionState.Open) {
      return "stable";
    }
    return state instanceof ConnectionState.Preparing ? "prepare timeout" : "end of the wait";
  }
}
