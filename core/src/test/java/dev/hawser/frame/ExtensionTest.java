package dev.hawser.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionTest {
  @Test
  void isTakenApart() {
    assertThat(Extension.read("X-One")).isEqualTo(new Extension("x-one", List.of()));
    assertThat(Extension.read(" x ; A ;b=1; b=two "))
        .isEqualTo(
            new Extension(
                "x",
                List.of(
                    new Extension.Parameter("A", null),
                    new Extension.Parameter("b", "1"),
                    new Extension.Parameter("b", "two"))));
  }

  @Test
  void aQuotedValueIsTheTokenInside() {
    assertThat(Extension.read("x;a=\"1\\2\""))
        .isEqualTo(new Extension("x", List.of(new Extension.Parameter("a", "12"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";a",
        "x;",
        "x; ;a",
        "a b",
        "x;a=",
        "x;=1",
        "x;a =1",
        "x;a= 1",
        "x;a=\"\"",
        "x;a=\"b c\"",
        "x;a=\"b",
        "x;a=b\"",
        "x;a=\"",
        "x;a=b=c",
        "x;a=\"b;c\""
      })
  void whatIsNotWellFormedIsNothing(String element) {
    assertThat(Extension.read(element)).isNull();
  }

  @Test
  void theNameCanBeReadWhateverFollows() {
    assertThat(Extension.name(" X-One ;;= ; b")).isEqualTo("x-one");
    assertThat(Extension.name("y")).isEqualTo("y");
  }
}
