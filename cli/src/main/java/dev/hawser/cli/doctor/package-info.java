/** The commands that examine: {@code doctor} and {@code watch}. */
@NullMarked
package dev.hawser.cli.doctor;

import org.jspecify.annotations.NullMarked;
