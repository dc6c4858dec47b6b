package dev.hawser.frame;

import dev.hawser.http.Headers;

/**
 * The head of an HTTP request as it arrived, judged by nobody yet.
 *
 * @param method such as {@code GET}
 * @param target the request target as sent, such as {@code /feed?from=7}
 * @param version such as {@code HTTP/1.1}
 * @param headers the header fields
 */
public record RequestHead(String method, String target, String version, Headers headers) {}
