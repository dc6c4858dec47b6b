/** Reports in words and as a page. */
@NullMarked
package dev.hawser.doctor.report;

import org.jspecify.annotations.NullMarked;
