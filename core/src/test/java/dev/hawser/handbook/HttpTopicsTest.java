package dev.hawser.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HttpTopicsTest {
  static Stream<Topic> everyRow() {
    return Stream.of(HttpTopics.STATUS_ROWS, HttpTopics.CLASS_ROWS).flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("everyRow")
  void itStandsInTheResponseBeforeTheUpgrade(Topic topic) {
    assertThat(topic.facts().visibility()).isEqualTo(Visibility.HTTP_RESPONSE);
    assertThat(topic.facts().moment()).isEqualTo(Moment.BEFORE_UPGRADE);
    assertThat(topic.http()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("everyRow")
  void theDefaultIsWhatTheReconnectTablesSay(Topic topic) {
    boolean retries = dev.hawser.reconnect.Advice.standard().onStatus(topic.last()).retry();

    assertThat(topic.facts().byDefault() != ByDefault.STOP).isEqualTo(retries);
    assertThat(topic.facts().firstWait() != FirstWait.NONE).isEqualTo(retries);
  }

  @ParameterizedTest
  @CsvSource({
    "101, Switching Protocols, ANSWERING_SERVER, ROUTE, CHANGE_SOMETHING, NONE, RFC 6455 §4.1",
    "200, OK, ANSWERING_SERVER, ROUTE, CHANGE_SOMETHING, NONE, RFC 9110 §15.3.1",
    "301, Moved Permanently, ANSWERING_SERVER, ROUTE, CHANGE_SOMETHING, NONE, RFC 9110 §15.4.2",
    "302, Found, ANSWERING_SERVER, ROUTE, CHANGE_SOMETHING, NONE, RFC 9110 §15.4.3",
    "303, See Other, ANSWERING_SERVER, ROUTE, CHANGE_SOMETHING, NONE, RFC 9110 §15.4.4",
    "307, Temporary Redirect, ANSWERING_SERVER, ROUTE, CHANGE_SOMETHING, NONE, RFC 9110 §15.4.8",
    "308, Permanent Redirect, ANSWERING_SERVER, ROUTE, CHANGE_SOMETHING, NONE, RFC 9110 §15.4.9",
    "400, Bad Request, ANSWERING_SERVER, ROUTE, CHANGE_SOMETHING, NONE, RFC 9110 §15.5.1",
    "401, Unauthorized, ANSWERING_SERVER, CLIENT, RENEW_CREDENTIALS, NONE, RFC 9110 §15.5.2",
    "402, Payment Required, ANSWERING_SERVER, CLIENT, STOP, NONE, RFC 9110 §15.5.3",
    "403, Forbidden, ANSWERING_SERVER, CLIENT, STOP, NONE, RFC 9110 §15.5.4",
    "404, Not Found, ANSWERING_SERVER, ROUTE, CHANGE_SOMETHING, NONE, RFC 9110 §15.5.5",
    "405, Method Not Allowed, ANSWERING_SERVER, ROUTE, STOP, NONE, RFC 9110 §15.5.6",
    "407, Proxy Authentication Required, FORWARD_PROXY, CLIENT, CHANGE_SOMETHING, NONE, RFC 9110 §15.5.8",
    "408, Request Timeout, ANSWERING_SERVER, CLIENT, RETRY, BACKOFF, RFC 9110 §15.5.9",
    "409, Conflict, ANSWERING_SERVER, CLIENT, STOP, NONE, RFC 9110 §15.5.10",
    "410, Gone, ANSWERING_SERVER, ROUTE, STOP, NONE, RFC 9110 §15.5.11",
    "413, Content Too Large, ANSWERING_SERVER, CLIENT, CHANGE_SOMETHING, NONE, RFC 9110 §15.5.14",
    "414, URI Too Long, ANSWERING_SERVER, CLIENT, CHANGE_SOMETHING, NONE, RFC 9110 §15.5.15",
    "421, Misdirected Request, ANSWERING_SERVER, ROUTE, CHANGE_SOMETHING, NONE, RFC 9110 §15.5.20",
    "425, Too Early, ANSWERING_SERVER, CLIENT, RETRY, BACKOFF, RFC 8470 §5.2",
    "426, Upgrade Required, ANSWERING_SERVER, ROUTE, CHANGE_SOMETHING, NONE, RFC 9110 §15.5.22",
    "429, Too Many Requests, ANSWERING_SERVER, CLIENT, RETRY_LATER, NAMED_OR_30_S, RFC 6585 §4",
    "431, Request Header Fields Too Large, ANSWERING_SERVER, CLIENT, CHANGE_SOMETHING, NONE, RFC 6585 §5",
    "500, Internal Server Error, ANSWERING_SERVER, SERVER, RETRY, BACKOFF, RFC 9110 §15.6.1",
    "501, Not Implemented, ANSWERING_SERVER, ROUTE, STOP, NONE, RFC 9110 §15.6.2",
    "502, Bad Gateway, ANSWERING_GATEWAY, UPSTREAM, RETRY, BACKOFF, RFC 9110 §15.6.3",
    "503, Service Unavailable, ANSWERING_SERVER, SERVER, RETRY_LATER, NAMED_OR_BACKOFF, RFC 9110 §15.6.4",
    "504, Gateway Timeout, ANSWERING_GATEWAY, UPSTREAM, RETRY, BACKOFF, RFC 9110 §15.6.5",
    "520, Web Server Returned an Unknown Error, CLOUDFLARE, UPSTREAM, RETRY, BACKOFF, Cloudflare 5xx",
    "521, Web Server Is Down, CLOUDFLARE, UPSTREAM, RETRY, BACKOFF, Cloudflare 5xx",
    "522, Connection Timed Out, CLOUDFLARE, UPSTREAM, RETRY, BACKOFF, Cloudflare 5xx",
    "523, Origin Is Unreachable, CLOUDFLARE, UPSTREAM, RETRY, BACKOFF, Cloudflare 5xx",
    "524, A Timeout Occurred, CLOUDFLARE, UPSTREAM, RETRY, BACKOFF, Cloudflare 5xx",
    "525, SSL Handshake Failed, CLOUDFLARE, UPSTREAM, CHANGE_SOMETHING, NONE, Cloudflare 5xx",
    "526, Invalid SSL Certificate, CLOUDFLARE, UPSTREAM, CHANGE_SOMETHING, NONE, Cloudflare 5xx",
    "530, 1xxx Error, CLOUDFLARE, UPSTREAM, RETRY, BACKOFF, Cloudflare 5xx",
    "199, Informational, ANSWERING_SERVER, ROUTE, CHANGE_SOMETHING, NONE, RFC 9110 §15.2",
    "299, Successful, ANSWERING_SERVER, ROUTE, CHANGE_SOMETHING, NONE, RFC 9110 §15.3",
    "399, Redirection, ANSWERING_SERVER, ROUTE, CHANGE_SOMETHING, NONE, RFC 9110 §15.4",
    "499, Client Error, ANSWERING_SERVER, CLIENT, CHANGE_SOMETHING, NONE, RFC 9110 §15.5",
    "599, Server Error, ANSWERING_SERVER, SERVER, CHANGE_SOMETHING, NONE, RFC 9110 §15.6",
  })
  void knowsNameSenderCulpritAdviceFirstWaitAndReference(
      int status,
      String name,
      Sender sender,
      Culprit culprit,
      Advice advice,
      FirstWait wait,
      String reference) {
    Topic topic = Topics.of(status);

    assertThat(topic.name()).isEqualTo(name);
    assertThat(topic.facts().sender()).isEqualTo(sender);
    assertThat(topic.facts().culprit()).isEqualTo(culprit);
    assertThat(topic.facts().advice()).isEqualTo(advice);
    assertThat(topic.facts().firstWait()).isEqualTo(wait);
    assertThat(topic.references()).containsExactly(reference);
  }

  @ParameterizedTest
  @CsvSource({"408, RETRY", "429, RETRY_AFTER", "502, RETRY", "503, RETRY_AFTER", "504, RETRY"})
  void retryAfterIsHonouredOnTheStatusesThatCarryIt(int status, ByDefault expected) {
    assertThat(Topics.of(status).facts().byDefault()).isEqualTo(expected);
  }
}
