/**
 * Verification of signed requests in a Spring Boot service: the service asks a Yufu gateway beside
 * it for a verdict ({@code POST /v1/verify}, docs/formats/api.md) before a controller sees the
 * request.
 */
package dev.yufu.server;
