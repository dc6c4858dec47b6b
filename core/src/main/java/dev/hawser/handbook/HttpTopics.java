package dev.hawser.handbook;

import static dev.hawser.handbook.Advice.CHANGE_SOMETHING;
import static dev.hawser.handbook.Advice.RENEW_CREDENTIALS;
import static dev.hawser.handbook.Advice.RETRY_LATER;
import static dev.hawser.handbook.Culprit.CLIENT;
import static dev.hawser.handbook.Culprit.ROUTE;
import static dev.hawser.handbook.Culprit.UPSTREAM;
import static dev.hawser.handbook.FirstWait.BACKOFF;
import static dev.hawser.handbook.FirstWait.NAMED_OR_30_S;
import static dev.hawser.handbook.FirstWait.NAMED_OR_BACKOFF;
import static dev.hawser.handbook.Sender.ANSWERING_GATEWAY;
import static dev.hawser.handbook.Sender.ANSWERING_SERVER;
import static dev.hawser.handbook.Sender.CLOUDFLARE;
import static dev.hawser.handbook.Sender.FORWARD_PROXY;

import java.util.List;

/** The rows of the HTTP statuses that answer an opening handshake, and of their classes. */
final class HttpTopics {
  private static final String EDGE = "Cloudflare 5xx";

  static final List<Topic> STATUS_ROWS =
      List.of(
          status(101, "Switching Protocols", stop(ROUTE, CHANGE_SOMETHING), "RFC 6455 §4.1"),
          status(200, "OK", stop(ROUTE, CHANGE_SOMETHING), rfc9110("3.1")),
          status(301, "Moved Permanently", stop(ROUTE, CHANGE_SOMETHING), rfc9110("4.2")),
          status(302, "Found", stop(ROUTE, CHANGE_SOMETHING), rfc9110("4.3")),
          status(303, "See Other", stop(ROUTE, CHANGE_SOMETHING), rfc9110("4.4")),
          status(307, "Temporary Redirect", stop(ROUTE, CHANGE_SOMETHING), rfc9110("4.8")),
          status(308, "Permanent Redirect", stop(ROUTE, CHANGE_SOMETHING), rfc9110("4.9")),
          status(400, "Bad Request", stop(ROUTE, CHANGE_SOMETHING), rfc9110("5.1")),
          status(401, "Unauthorized", stop(CLIENT, RENEW_CREDENTIALS), rfc9110("5.2")),
          status(402, "Payment Required", stop(CLIENT, Advice.STOP), rfc9110("5.3")),
          status(403, "Forbidden", stop(CLIENT, Advice.STOP), rfc9110("5.4")),
          status(404, "Not Found", stop(ROUTE, CHANGE_SOMETHING), rfc9110("5.5")),
          status(405, "Method Not Allowed", stop(ROUTE, Advice.STOP), rfc9110("5.6")),
          status(407, "Proxy Authentication Required", forwardProxy(), rfc9110("5.8")),
          status(408, "Request Timeout", retry(ANSWERING_SERVER, CLIENT), rfc9110("5.9")),
          status(409, "Conflict", stop(CLIENT, Advice.STOP), rfc9110("5.10")),
          status(410, "Gone", stop(ROUTE, Advice.STOP), rfc9110("5.11")),
          status(413, "Content Too Large", stop(CLIENT, CHANGE_SOMETHING), rfc9110("5.14")),
          status(414, "URI Too Long", stop(CLIENT, CHANGE_SOMETHING), rfc9110("5.15")),
          status(421, "Misdirected Request", stop(ROUTE, CHANGE_SOMETHING), rfc9110("5.20")),
          status(425, "Too Early", retry(ANSWERING_SERVER, CLIENT), "RFC 8470 §5.2"),
          status(426, "Upgrade Required", stop(ROUTE, CHANGE_SOMETHING), rfc9110("5.22")),
          status(429, "Too Many Requests", named(CLIENT, NAMED_OR_30_S), "RFC 6585 §4"),
          status(
              431,
              "Request Header Fields Too Large",
              stop(CLIENT, CHANGE_SOMETHING),
              "RFC 6585 §5"),
          status(
              500,
              "Internal Server Error",
              retry(ANSWERING_SERVER, Culprit.SERVER),
              rfc9110("6.1")),
          status(501, "Not Implemented", stop(ROUTE, Advice.STOP), rfc9110("6.2")),
          status(502, "Bad Gateway", retry(ANSWERING_GATEWAY, UPSTREAM), rfc9110("6.3")),
          status(
              503, "Service Unavailable", named(Culprit.SERVER, NAMED_OR_BACKOFF), rfc9110("6.4")),
          status(504, "Gateway Timeout", retry(ANSWERING_GATEWAY, UPSTREAM), rfc9110("6.5")),
          status(520, "Web Server Returned an Unknown Error", retry(CLOUDFLARE, UPSTREAM), EDGE),
          status(521, "Web Server Is Down", retry(CLOUDFLARE, UPSTREAM), EDGE),
          status(522, "Connection Timed Out", retry(CLOUDFLARE, UPSTREAM), EDGE),
          status(523, "Origin Is Unreachable", retry(CLOUDFLARE, UPSTREAM), EDGE),
          status(524, "A Timeout Occurred", retry(CLOUDFLARE, UPSTREAM), EDGE),
          status(525, "SSL Handshake Failed", edgeTls(), EDGE),
          status(526, "Invalid SSL Certificate", edgeTls(), EDGE),
          status(530, "1xxx Error", retry(CLOUDFLARE, UPSTREAM), EDGE));

  static final List<Topic> CLASS_ROWS =
      List.of(
          rank(100, "Informational", stop(ROUTE, CHANGE_SOMETHING), rfc9110("2")),
          rank(200, "Successful", stop(ROUTE, CHANGE_SOMETHING), rfc9110("3")),
          rank(300, "Redirection", stop(ROUTE, CHANGE_SOMETHING), rfc9110("4")),
          rank(400, "Client Error", stop(CLIENT, CHANGE_SOMETHING), rfc9110("5")),
          rank(500, "Server Error", stop(Culprit.SERVER, CHANGE_SOMETHING), rfc9110("6")));

  private HttpTopics() {}

  private static Topic status(int status, String name, Facts facts, String reference) {
    return new Topic(Kind.HTTP_STATUS, status, status, name, facts, List.of(reference));
  }

  private static Topic rank(int first, String name, Facts facts, String reference) {
    return new Topic(Kind.HTTP_CLASS, first, first + 99, name, facts, List.of(reference));
  }

  private static String rfc9110(String section) {
    return "RFC 9110 §15." + section;
  }

  private static Facts stop(Culprit culprit, Advice advice) {
    return refused(ANSWERING_SERVER, culprit, advice, FirstWait.NONE, ByDefault.STOP);
  }

  private static Facts forwardProxy() {
    return refused(FORWARD_PROXY, CLIENT, CHANGE_SOMETHING, FirstWait.NONE, ByDefault.STOP);
  }

  private static Facts edgeTls() {
    return refused(CLOUDFLARE, UPSTREAM, CHANGE_SOMETHING, FirstWait.NONE, ByDefault.STOP);
  }

  private static Facts retry(Sender sender, Culprit culprit) {
    return refused(sender, culprit, Advice.RETRY, BACKOFF, ByDefault.RETRY);
  }

  private static Facts named(Culprit culprit, FirstWait wait) {
    return refused(ANSWERING_SERVER, culprit, RETRY_LATER, wait, ByDefault.RETRY_AFTER);
  }

  private static Facts refused(
      Sender sender, Culprit culprit, Advice advice, FirstWait wait, ByDefault byDefault) {
    return new Facts(
        sender, Visibility.HTTP_RESPONSE, Moment.BEFORE_UPGRADE, culprit, advice, wait, byDefault);
  }
}
