package dev.yufu.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a request through only if the gateway accepts it.
 *
 * <p>An accepted request carries its {@link Verdict} in the attribute {@link #VERDICT}. Everything
 * else is answered with problem details (RFC 9457) that hold the stable reason and the correlation
 * id. It fails closed: without a verdict the answer is 503.
 *
 * <p>A proxy in front has to pass on the {@code Host} field, the target and every covered field as
 * the client sent them.
 */
public final class YufuFilter extends OncePerRequestFilter {
    /** The request attribute with the {@link Verdict}. */
    public static final String VERDICT = "dev.yufu.verdict";

    /** Largest body that the gateway takes, in bytes (docs/formats/request-signature.md). */
    static final int MAX_BODY = 128 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(YufuFilter.class);

    private final YufuGateway gateway;

    /** @param gateway gives the verdicts */
    public YufuFilter(YufuGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            refuse(response, 413, "request_too_large", 3002, null);
            return;
        }
        Verdict verdict;
        try {
            verdict = gateway.verify(received(request, body));
        } catch (IOException failed) {
            LOG.warn("no verdict: {}", failed.getMessage());
            refuse(response, 503, "store_unavailable", 4201, null);
            return;
        }
        if (!verdict.accepted()) {
            LOG.info("refused: {} {}", verdict.reason(), verdict.correlationId());
            refuse(
                    response,
                    "replayed".equals(verdict.reason()) ? 409 : 401,
                    verdict.reason(),
                    verdict.code(),
                    verdict.correlationId());
            return;
        }
        request.setAttribute(VERDICT, verdict);
        chain.doFilter(new ReplayableRequest(request, body), response);
    }

    private static YufuGateway.Received received(HttpServletRequest request, byte[] body) {
        String query = request.getQueryString();
        String target = request.getRequestURI() + (query == null ? "" : "?" + query);
        String host = request.getHeader("host");
        List<YufuGateway.Header> headers = new ArrayList<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            for (String value : Collections.list(request.getHeaders(name))) {
                headers.add(new YufuGateway.Header(name, value));
            }
        }
        return new YufuGateway.Received(
                request.getMethod(), target, host == null ? "" : host, headers, body);
    }

    /** The parts are the gateway's own names and numbers: none needs escaping. */
    private static void refuse(
            HttpServletResponse response, int status, String reason, Integer code, String correlation)
            throws IOException {
        String id = correlation == null ? "" : ",\"correlation_id\":\"" + correlation + "\"";
        String problem =
                "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"reason\":\"%s\",\"code\":%d%s}"
                        .formatted(reason.replace('_', ' '), status, reason, code, id);
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.setHeader("cache-control", "no-store");
        response.getOutputStream().write(problem.getBytes(StandardCharsets.UTF_8));
    }
}
