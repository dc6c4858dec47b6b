package dev.hawser.transport.netty;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.uring.IoUring;

/**
 * Which native sockets have to work here: those whose jars do, and epoll where the build says so.
 */
final class Wanted {
  private Wanted() {}

  static boolean epoll() {
    return Boolean.getBoolean("hawser.native") || Epoll.isAvailable();
  }

  static boolean ioUring() {
    return IoUring.isAvailable();
  }
}
