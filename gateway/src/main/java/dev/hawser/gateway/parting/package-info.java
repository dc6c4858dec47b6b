/** Which Close each side is told after the upgrade, by how the other ended: values only. */
@NullMarked
package dev.hawser.gateway.parting;

import org.jspecify.annotations.NullMarked;
