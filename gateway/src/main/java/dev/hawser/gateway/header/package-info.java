/** What becomes of header fields on their way through: values only. */
@NullMarked
package dev.hawser.gateway.header;

import org.jspecify.annotations.NullMarked;
