/**
 * The handbook: every close code, every range of codes and the HTTP statuses of a refused
 * handshake, explained and compared in English and French.
 *
 * <p>What comparisons are drawn from stands as data ({@link dev.hawser.handbook.Facts}); prose
 * stands in the resource bundle {@code Handbook}, of which every language but French reads the
 * English texts. Nothing here decides: retry rules live in {@code reconnect}, the cause of one
 * particular loss in {@code diagnosis}.
 */
@NullMarked
package dev.hawser.handbook;

import org.jspecify.annotations.NullMarked;
