package dev.hawser.conformance;

import dev.hawser.conformance.Samples.Outcome;

/** What the rules on heartbeats share. */
final class Pings {
  private Pings() {}

  /** Waits until the link knows that everything before was written, its Ping too. */
  static void written(Pair pair, Bench bench) {
    Outcome behind = new Outcome();
    pair.link().sendText("behind", behind);
    var unused = behind.await(bench);
    var unusedText = pair.peer().readText();
  }
}
