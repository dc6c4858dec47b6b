package dev.hawser.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicTest {
  @Test
  void aCodeIsCalledByItsNumber() {
    Topic topic = Topics.of(1014);

    assertThat(topic.key()).isEqualTo("1014");
    assertThat(topic.label()).isEqualTo("1014");
    assertThat(topic.title()).isEqualTo("1014 Bad Gateway");
    assertThat(topic.http()).isFalse();
  }

  @Test
  void aRangeIsCalledByItsEnds() {
    Topic topic = Topics.of(4001);

    assertThat(topic.key()).isEqualTo("4000-4999");
    assertThat(topic.label()).isEqualTo("4000-4999");
    assertThat(topic.title()).isEqualTo("4000-4999 Private Use");
    assertThat(topic.http()).isFalse();
  }

  @Test
  void aStatusIsCalledByItsProtocolAndNumber() {
    Topic topic = Topics.of(502);

    assertThat(topic.key()).isEqualTo("http-502");
    assertThat(topic.label()).isEqualTo("HTTP 502");
    assertThat(topic.title()).isEqualTo("HTTP 502 Bad Gateway");
    assertThat(topic.http()).isTrue();
  }

  @Test
  void aClassIsCalledByItsFirstDigit() {
    Topic topic = Topics.of(418);

    assertThat(topic.key()).isEqualTo("http-4xx");
    assertThat(topic.label()).isEqualTo("HTTP 4xx");
    assertThat(topic.title()).isEqualTo("HTTP 4xx Client Error");
    assertThat(topic.http()).isTrue();
  }

  @Test
  void itsReferencesDoNotChange() {
    List<String> references = new ArrayList<>(List.of("RFC 6455"));
    Topic topic = new Topic(Kind.CLOSE_CODE, 1, 1, "x", Topics.of(1000).facts(), references);

    references.clear();

    assertThat(topic.references()).containsExactly("RFC 6455");
  }
}
