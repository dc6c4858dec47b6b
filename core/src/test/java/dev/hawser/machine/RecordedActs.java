package dev.hawser.machine;

import dev.hawser.close.CloseReason;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a machine wants done. */
final class RecordedActs implements LinkActs {
  final List<String> done = new ArrayList<>();

  static List<String> of(List<LinkEffect> effects) {
    RecordedActs acts = new RecordedActs();
    effects.forEach(effect -> effect.on(acts));
    return acts.done;
  }

  @Override
  public void tellOpen() {
    done.add("tellOpen");
  }

  @Override
  public void ping() {
    done.add("ping");
  }

  @Override
  public void sendClose(CloseReason reason, boolean atOnce) {
    done.add("close " + reason.code().value() + (atOnce ? " at once" : " behind"));
  }

  @Override
  public void halfClose() {
    done.add("halfClose");
  }

  @Override
  public void drop() {
    done.add("drop");
  }

  @Override
  public void discard() {
    done.add("discard");
  }

  @Override
  public void tellClosing(LinkFinish finish) {
    done.add("closing " + finish);
  }

  @Override
  public void announce(LinkFinish finish) {
    done.add("announce " + finish);
  }
}
