package dev.hawser.cli.handbook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hawser.diagnosis.Cause;
import dev.hawser.diagnosis.CauseText;
import dev.hawser.diagnosis.GatewayNote;
import dev.hawser.handbook.Article;
import dev.hawser.handbook.Comparison;
import dev.hawser.handbook.Difference;
import dev.hawser.handbook.Facts;
import dev.hawser.handbook.Handbook;
import dev.hawser.handbook.Topic;
import dev.hawser.reconnect.VendorCode;
import dev.hawser.reconnect.VendorProfile;
import dev.hawser.reconnect.Wait;
import java.util.List;
import java.util.Locale;

/** Writes the handbook as JSON: texts in its language, names of fields and facts always alike. */
final class JsonText {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Handbook handbook;

  JsonText(Handbook handbook) {
    this.handbook = handbook;
  }

  String of(Article article) {
    return print(article(article));
  }

  /** Writes what a free text came down to; without any cause and number, what is nearest. */
  String of(Recognition recognition) {
    Locale locale = Locale.forLanguageTag(handbook.language().tag());
    ObjectNode node = MAPPER.createObjectNode();
    node.put("language", handbook.language().tag());
    node.put("text", recognition.text());
    node.put("recognised", recognition.succeeded());
    recognition.note().ifPresent(note -> node.set("gateway", gateway(note, locale)));
    node.set("causes", causes(recognition.causes(), locale));
    ArrayNode articles = node.putArray("articles");
    recognition.numbers().forEach(number -> articles.add(article(handbook.article(number))));
    node.set(
        "nearest",
        causes(recognition.succeeded() ? List.of() : recognition.nearest(locale), locale));
    return print(node);
  }

  private static ObjectNode gateway(GatewayNote note, Locale locale) {
    return MAPPER
        .createObjectNode()
        .put("word", note.word().word())
        .put("detail", note.detail())
        .put("id", note.id())
        .put("text", note.text(locale));
  }

  private static ArrayNode causes(List<Cause> causes, Locale locale) {
    ArrayNode node = MAPPER.createArrayNode();
    for (Cause cause : causes) {
      CauseText text = cause.text(locale);
      node.addObject()
          .put("cause", cause.id())
          .put("hop", id(cause.hop()))
          .put("title", text.title())
          .put("why", text.why())
          .put("remedy", text.remedy());
    }
    return node;
  }

  String of(Comparison comparison) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("language", handbook.language().tag());
    node.put("title", comparison.title());
    node.set("left", article(comparison.left()));
    node.set("right", article(comparison.right()));
    node.set("gist", texts(comparison.gist()));
    ArrayNode differences = node.putArray("differences");
    for (Difference difference : comparison.differences()) {
      differences
          .addObject()
          .put("aspect", id(difference.aspect()))
          .put("name", difference.name())
          .put("left", difference.left())
          .put("right", difference.right());
    }
    node.set("choose", texts(comparison.choose()));
    return print(node);
  }

  String list(List<Topic> topics) {
    ArrayNode node = MAPPER.createArrayNode();
    for (Topic topic : topics) {
      node.addObject()
          .put("label", topic.label())
          .put("kind", id(topic.kind()))
          .put("first", topic.first())
          .put("last", topic.last())
          .put("name", topic.name())
          .put("gloss", handbook.article(topic).gloss());
    }
    return print(node);
  }

  String of(VendorProfile profile) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("language", handbook.language().tag());
    node.put("vendor", profile.id());
    node.put("name", profile.name());
    ArrayNode codes = node.putArray("codes");
    for (VendorCode code : profile.codes()) {
      Wait pause = code.pause();
      codes
          .addObject()
          .put("label", code.label())
          .put("first", code.first())
          .put("last", code.last())
          .put("name", code.name())
          .put("meaning", code.meaning(handbook.language()))
          .put("advice", code.advice().word())
          .put("leastWaitMs", pause == null ? null : pause.least().toMillis())
          .put("mostWaitMs", pause == null ? null : pause.most().toMillis());
    }
    node.set("sources", texts(profile.sources()));
    return print(node);
  }

  private ObjectNode article(Article article) {
    Topic topic = article.topic();
    ObjectNode node = MAPPER.createObjectNode();
    node.put("language", handbook.language().tag());
    node.put("label", article.label());
    node.put("kind", id(topic.kind()));
    node.put("first", topic.first());
    node.put("last", topic.last());
    node.put("name", topic.name());
    node.put("note", article.note());
    node.put("gloss", article.gloss());
    node.put("meaning", article.meaning());
    node.set("when", texts(article.when()));
    node.set("fix", texts(article.fix()));
    node.put("sender", article.sender());
    node.put("byDefault", article.byDefault());
    node.put("use", article.use());
    node.set("facts", facts(topic.facts()));
    node.set("references", texts(topic.references()));
    return node;
  }

  private static ObjectNode facts(Facts facts) {
    return MAPPER
        .createObjectNode()
        .put("sender", id(facts.sender()))
        .put("visibility", id(facts.visibility()))
        .put("moment", id(facts.moment()))
        .put("fault", id(facts.culprit()))
        .put("advice", id(facts.advice()))
        .put("firstWait", id(facts.firstWait()))
        .put("byDefault", id(facts.byDefault()));
  }

  private static ArrayNode texts(List<String> lines) {
    ArrayNode node = MAPPER.createArrayNode();
    lines.forEach(node::add);
    return node;
  }

  private static String id(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String print(JsonNode node) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers could not be written", e);
    }
  }
}
