/** What a client is answered before the upgrade when the upstream cannot be had: values only. */
@NullMarked
package dev.hawser.gateway.answer;

import org.jspecify.annotations.NullMarked;
