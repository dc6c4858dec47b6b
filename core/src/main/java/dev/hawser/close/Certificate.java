package dev.hawser.close;

import java.time.Instant;

/**
 * The peer's certificate in short.
 *
 * @param subject the subject's distinguished name
 * @param issuer the issuer's distinguished name
 * @param notBefore start of its validity
 * @param notAfter end of its validity
 */
public record Certificate(String subject, String issuer, Instant notBefore, Instant notAfter) {}
