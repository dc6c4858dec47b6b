package dev.hawser.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandler;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;

class ChannelEndTest {
  /** Closes when its good-bye is answered: never. */
  private static final class Waiting extends ChannelOutboundHandlerAdapter {
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
      // The answer does not come.
    }
  }

  @Test
  void dropsPastWhatWouldHoldUpAClose() {
    EmbeddedChannel channel = new EmbeddedChannel(new Waiting());
    channel.close();
    assertThat(channel.isOpen()).isTrue();
    ChannelEnd.drop(channel);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void dropsAChannelWithNothingInIt() {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.pipeline().forEach(handler -> channel.pipeline().remove(handler.getValue()));
    ChannelEnd.drop(channel);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void answersAGoodByeUnderTlsOnly() throws NoSuchAlgorithmException {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine();
    engine.setUseClientMode(true);
    EmbeddedChannel plain = new EmbeddedChannel();
    ChannelEnd.answerGoodBye(plain);
    assertThat(plain.<Object>readOutbound()).isNull();
    EmbeddedChannel secure = new EmbeddedChannel(new SslHandler(engine));
    assertThat(engine.isOutboundDone()).isFalse();
    ChannelEnd.answerGoodBye(secure);
    assertThat(engine.isOutboundDone()).isTrue();
    plain.finishAndReleaseAll();
    secure.finishAndReleaseAll();
  }
}
