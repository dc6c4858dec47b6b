package dev.hawser.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SnippetsTest {
  private static final List<String> SOURCE =
      List.of(
          "class A {",
          "  void a() {",
          "    // snippet:hello",
          "    if (x) {",
          "      say(\"$1\\n\");",
          "    }",
          "",
          "    done();",
          "    // end",
          "  }",
          "}");
  private static final String REGION = "if (x) {\n  say(\"$1\\n\");\n}\n\ndone();\n";

  private final Snippets snippets = new Snippets();

  @Test
  void aBlockThatIsItsRegionIsFine() {
    snippets.addFrom("A", SOURCE);

    assertThat(snippets.problemsIn(page("<!-- snippet:hello -->\n", REGION))).isEmpty();
  }

  @Test
  void aRegionEndsWithItsLastLineOfCode() {
    snippets.addFrom("A", List.of("// snippet:b", "class B {", "", "}", "", "// end"));

    assertThat(snippets.problemsIn(page("<!-- snippet:b -->\n", "class B {\n\n}\n"))).isEmpty();
  }

  @Test
  void aBlockThatDiffersInOneCharacterIsAProblem() {
    snippets.addFrom("A", SOURCE);

    String other = REGION.replace("done()", "done( )");
    assertThat(snippets.problemsIn(page("<!-- snippet:hello -->\n", other)))
        .singleElement()
        .asString()
        .startsWith("snippet hello differs")
        .contains("done( )", "done()");
  }

  @Test
  void aBlockWithoutAMarkerIsAProblem() {
    assertThat(snippets.problemsIn(page("", "int i;\n")))
        .containsExactly("a java block without a snippet marker: int i;");
  }

  @Test
  void aMarkerWithoutARegionIsAProblem() {
    snippets.addFrom("A", SOURCE);

    assertThat(snippets.problemsIn(page("<!-- snippet:gone -->\n", REGION)))
        .containsExactly("no source has a snippet called gone");
  }

  @Test
  void blocksInOtherLanguagesAreLeftAlone() {
    assertThat(snippets.problemsIn("```sh\n./hawser demo\n```\n")).isEmpty();
  }

  @Test
  void everyBlockOfAPageIsLookedAt() {
    snippets.addFrom("A", SOURCE);

    String page = page("<!-- snippet:hello -->\n", REGION) + page("", "a\n") + page("", "b\n");
    assertThat(snippets.problemsIn(page)).hasSize(2);
  }

  @Test
  void writingRepairsMarkedBlocksAndNothingElse() {
    snippets.addFrom("A", SOURCE);

    String page = page("<!-- snippet:hello -->\n", "old();\n") + page("", "kept();\n");
    assertThat(snippets.writtenInto(page))
        .isEqualTo(page("<!-- snippet:hello -->\n", REGION) + page("", "kept();\n"));
  }

  @Test
  void aRegionNeedsAnEndAndANameOfItsOwn() {
    assertThatThrownBy(() -> snippets.addFrom("A", List.of("// snippet:x", "a();")))
        .hasMessage("A: snippet x has no // end");
    assertThatThrownBy(() -> snippets.addFrom("A", List.of("// snippet:x", "// snippet:y")))
        .hasMessage("A: snippet y starts inside x");
    snippets.addFrom("A", SOURCE);
    assertThatThrownBy(() -> snippets.addFrom("B", SOURCE))
        .hasMessage("B: a second snippet is called hello");
  }

  private static String page(String marker, String code) {
    return "text\n\n" + marker + "```java\n" + code + "```\n\nmore text\n";
  }
}
