package dev.yufu.server;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;

/**
 * Puts the filter before everything else where {@code yufu.gateway} is set.
 *
 * <p>{@code yufu.gateway} is the gateway's address; {@code yufu.paths} the URL patterns that are
 * protected, {@code /*} by default; {@code yufu.timeout} how long a verdict may take, 2 s by
 * default.
 */
@AutoConfiguration
@ConditionalOnProperty("yufu.gateway")
public class YufuAutoConfiguration {
    /** The gateway that gives the verdicts. */
    @Bean
    @ConditionalOnMissingBean
    YufuGateway yufuGateway(
            @Value("${yufu.gateway}") URI gateway, @Value("${yufu.timeout:2s}") Duration timeout) {
        return new YufuGateway(gateway, timeout);
    }

    /** The filter, first in the chain. */
    @Bean
    @ConditionalOnMissingBean(name = "yufuFilter")
    FilterRegistrationBean<YufuFilter> yufuFilter(
            YufuGateway gateway, @Value("${yufu.paths:/*}") String[] paths) {
        FilterRegistrationBean<YufuFilter> registration =
                new FilterRegistrationBean<>(new YufuFilter(gateway));
        registration.addUrlPatterns(paths);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
