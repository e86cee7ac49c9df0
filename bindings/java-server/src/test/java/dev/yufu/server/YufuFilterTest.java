package dev.yufu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * A real service on a real port, a real gateway beside it, and requests that the client half signed.
 *
 * <p>{@code yufu.gateway} and {@code yufu.signer}, a program that enrols a device and signs one
 * request, are given by the suite that runs this test.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class YufuFilterTest {
    @SpringBootApplication
    @RestController
    static class Bank {
        @PostMapping("/bank/limits")
        Map<String, Object> limits(
                @RequestBody Map<String, Object> body,
                @RequestAttribute(YufuFilter.VERDICT) Verdict verdict) {
            return Map.of("device", verdict.deviceId(), "limit", body.get("limit"));
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    @LocalServerPort int port;

    @Test
    void signedRequestReachesTheControllerWithItsDevice() throws Exception {
        HttpResponse<String> answer = send(sign("/bank/limits"), null);
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode body = JSON.readTree(answer.body());
        assertThat(body.get("limit").asInt()).isEqualTo(5000);
        assertThat(body.get("device").asText()).isNotEmpty();
    }

    @Test
    void replayIsRefused() throws Exception {
        JsonNode request = sign("/bank/limits");
        assertThat(send(request, null).statusCode()).isEqualTo(200);
        HttpResponse<String> again = send(request, null);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(JSON.readTree(again.body()).get("reason").asText()).isEqualTo("replayed");
    }

    @Test
    void changedBodyIsRefused() throws Exception {
        HttpResponse<String> answer = send(sign("/bank/limits"), "{\"limit\":9999999}");
        assertThat(answer.statusCode()).isEqualTo(401);
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("reason").asText()).isEqualTo("digest_mismatch");
        assertThat(problem.get("correlation_id").asText()).isNotEmpty();
    }

    @Test
    void unsignedRequestIsRefused() throws Exception {
        HttpRequest bare =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/bank/limits"))
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"limit\":1}"))
                        .build();
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(bare, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(JSON.readTree(answer.body()).get("reason").asText())
                .isEqualTo("signature_missing");
    }

    @Test
    void requestForAnotherPathIsRefused() throws Exception {
        JsonNode request = sign("/bank/other");
        ((com.fasterxml.jackson.databind.node.ObjectNode) request).put("target", "/bank/limits");
        HttpResponse<String> answer = send(request, null);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(JSON.readTree(answer.body()).get("reason").asText())
                .isEqualTo("signature_invalid");
    }

    @Test
    void withoutAGatewayNothingIsAccepted() {
        YufuGateway nobody =
                new YufuGateway(URI.create("http://127.0.0.1:1"), java.time.Duration.ofSeconds(1));
        var request = new org.springframework.mock.web.MockHttpServletRequest("POST", "/bank/limits");
        var response = new org.springframework.mock.web.MockHttpServletResponse();
        var chain = new org.springframework.mock.web.MockFilterChain();
        org.assertj.core.api.Assertions.assertThatCode(
                        () -> new YufuFilter(nobody).doFilter(request, response, chain))
                .doesNotThrowAnyException();
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(chain.getRequest()).isNull();
    }

    /** A request to this service that the client half signed just now. */
    private JsonNode sign(String target) throws IOException, InterruptedException {
        String signer = Objects.requireNonNull(System.getProperty("yufu.signer"), "yufu.signer");
        Process process =
                new ProcessBuilder(signer, "127.0.0.1:" + port, target, "{\"limit\":5000}")
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        byte[] printed = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        return JSON.readTree(printed);
    }

    private HttpResponse<String> send(JsonNode signed, String otherBody)
            throws IOException, InterruptedException {
        byte[] body = Base64.getUrlDecoder().decode(signed.get("body").asText());
        if (otherBody != null) {
            body = otherBody.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + signed.get("target").asText()));
        for (JsonNode header : signed.get("headers")) {
            request.header(header.get("name").asText(), header.get("value").asText());
        }
        return HttpClient.newHttpClient()
                .send(
                        request.method(
                                        signed.get("method").asText(),
                                        HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
