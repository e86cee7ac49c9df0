package dev.yufu.server;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/** Asks a Yufu gateway for verdicts. Safe to share between threads. */
public final class YufuGateway {
    /** One header field line. */
    public record Header(@JsonProperty("name") String name, @JsonProperty("value") String value) {}

    /**
     * A request as it was received.
     *
     * @param method in capitals
     * @param target path and, after {@code ?}, the query, as sent
     * @param authority the {@code Host} field as the client sent it
     * @param headers every header field line in the order received
     * @param body the body's bytes
     */
    public record Received(
            String method, String target, String authority, List<Header> headers, byte[] body) {}

    private record Question(
            @JsonProperty("method") String method,
            @JsonProperty("target") String target,
            @JsonProperty("authority") String authority,
            @JsonProperty("headers") List<Header> headers,
            @JsonProperty("body") String body) {}

    private final URI verify;
    private final Duration timeout;
    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();

    /**
     * @param gateway the gateway's address, as {@code http://127.0.0.1:8089}
     * @param timeout how long a verdict may take
     */
    public YufuGateway(URI gateway, Duration timeout) {
        this.verify = gateway.resolve("/v1/verify");
        this.timeout = timeout;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(timeout)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    /**
     * Asks for a verdict. It uses up the request's nonce and sequence number: ask once.
     *
     * @param received the request
     * @return the verdict
     * @throws IOException if the gateway gives no usable answer in time; nothing is accepted then
     */
    public Verdict verify(Received received) throws IOException {
        Question question =
                new Question(
                        received.method(),
                        received.target(),
                        received.authority(),
                        received.headers(),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(received.body()));
        HttpRequest request =
                HttpRequest.newBuilder(verify)
                        .timeout(timeout)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(question)))
                        .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException("the gateway answered " + answer.statusCode());
            }
            return json.readValue(answer.body(), Verdict.class);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the gateway", interrupted);
        }
    }
}
