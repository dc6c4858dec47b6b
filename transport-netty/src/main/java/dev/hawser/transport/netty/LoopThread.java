package dev.hawser.transport.netty;

import dev.hawser.transport.LinkThread;
import dev.hawser.transport.SerialThread;
import io.netty.channel.EventLoop;
import java.util.concurrent.RejectedExecutionException;

/**
 * An event loop as the thread of its links.
 *
 * @param loop the loop
 * @param after runs what is still submitted once the loop has stopped, such as telling a caller
 *     that its message was not written
 */
record LoopThread(EventLoop loop, SerialThread after) implements LinkThread {
  @Override
  public boolean current() {
    return loop.inEventLoop() || after.current();
  }

  @Override
  public void execute(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException stopped) {
      after.execute(task);
    }
  }
}
