package dev.hawser.driver;

import dev.hawser.close.Ending;
import dev.hawser.diagnosis.History;
import java.util.List;

/**
 * What stood behind a link when its end began.
 *
 * @param earlier the endings of the same outage before it
 * @param history what is known of its origin
 */
record Background(List<Ending> earlier, History history) {}
