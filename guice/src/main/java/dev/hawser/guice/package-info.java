/** A transport, clients and servers by binding, for programs built with Guice. */
@NullMarked
package dev.hawser.guice;

import org.jspecify.annotations.NullMarked;
