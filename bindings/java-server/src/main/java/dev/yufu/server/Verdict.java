package dev.yufu.server;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The gateway's verdict on one request.
 *
 * @param accepted whether the request may be acted on
 * @param correlationId names this verdict in the gateway's log and evidence
 * @param reason the rule that failed; {@code null} when accepted
 * @param code the reason's number; {@code null} when accepted
 * @param deviceId the device that signed; {@code null} when refused
 * @param keyId the key that signed; {@code null} when refused
 * @param sessionId the session; {@code null} when refused
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Verdict(
        @JsonProperty(value = "accepted", required = true) boolean accepted,
        @JsonProperty("correlation_id") String correlationId,
        @JsonProperty("reason") String reason,
        @JsonProperty("code") Integer code,
        @JsonProperty("device_id") String deviceId,
        @JsonProperty("key_id") String keyId,
        @JsonProperty("session_id") String sessionId) {}
