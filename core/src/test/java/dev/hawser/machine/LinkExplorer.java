package dev.hawser.machine;

import dev.hawser.close.Role;
import dev.hawser.heartbeat.Pulse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Every step a link's machine can take from its first states: breadth first, both roles, all
 * events, before, at and after each deadline, with and without something that waits.
 */
final class LinkExplorer {
  /** One step: what was, what happened, and what the machine made of it. */
  record Transition(LinkState from, LinkEvent event, LinkMoment now, LinkStep step) {
    boolean due() {
      OptionalLong deadline = from.deadline(now.rules(), now.vitals());
      return deadline.isPresent() && now.nanos() - deadline.getAsLong() >= 0;
    }
  }

  /** Close to the end of long, so that every deadline lies beyond the overflow. */
  static final long START = Long.MAX_VALUE - LinkMoments.SECOND / 2;

  private LinkExplorer() {}

  static List<Transition> everyTransition() {
    List<Transition> all = new ArrayList<>();
    for (Role role : Role.values()) {
      Set<String> seen = new HashSet<>();
      Deque<LinkState> open = new ArrayDeque<>();
      LinkRules rules = LinkMoments.rules(role);
      open.add(role == Role.SERVER ? LinkState.accepted() : LinkState.dialling(START, rules));
      while (!open.isEmpty()) {
        LinkState state = open.remove();
        if (seen.add(folded(state))) {
          List<Transition> steps = from(state, rules);
          all.addAll(steps);
          steps.forEach(t -> open.add(t.step().next()));
        }
      }
    }
    return all;
  }

  private static List<Transition> from(LinkState state, LinkRules rules) {
    List<Transition> steps = new ArrayList<>();
    for (Vitals vitals : vitals()) {
      OptionalLong deadline = state.deadline(rules, vitals);
      long due = deadline.orElse(START);
      for (long nanos : new long[] {due - 1, due, due + 1}) {
        LinkMoment now = new LinkMoment(nanos, rules, vitals);
        for (LinkEvent event : LinkMoments.everyEvent()) {
          steps.add(new Transition(state, event, now, state.on(event, now)));
        }
      }
    }
    return steps;
  }

  private static List<Vitals> vitals() {
    List<Vitals> all = new ArrayList<>();
    for (Pulse.Ping ping : Pulse.Ping.values()) {
      for (OptionalLong waits : List.of(OptionalLong.empty(), OptionalLong.of(START))) {
        for (boolean reading : new boolean[] {true, false}) {
          all.add(
              new Vitals(
                  new Pulse(START, START, ping, START, START, OptionalLong.empty()),
                  reading,
                  waits));
        }
      }
    }
    return all;
  }

  /** Two states are the same when they differ in a deadline alone. */
  private static String folded(LinkState state) {
    return state.toString().replaceAll("deadline=-?\\d+", "deadline");
  }
}
