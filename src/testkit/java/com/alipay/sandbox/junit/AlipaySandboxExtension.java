package com.alipay.sandbox.junit;

import com.alipay.sandbox.client.AlipaySandbox;
import com.alipay.sandbox.client.SandboxAddresses;
import com.alipay.sandbox.client.SandboxMerchant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Does what {@link AlipaySandboxTest} says. */
public final class AlipaySandboxExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final String PREFIX = "alipay.sandbox.";
    private static final Map<Class<?>, Function<AlipaySandbox, Object>> INJECTED = Map.of(
            AlipaySandbox.class, sandbox -> sandbox,
            SandboxAddresses.class, AlipaySandbox::addresses,
            SandboxMerchant.class, AlipaySandbox::merchant);

    /** The one of this JVM; null before the first test. */
    private static AlipaySandbox shared;

    @Override
    public void beforeAll(ExtensionContext context) {
        shared(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        shared(context).reset();
    }

    /** Prints what the sandbox saw of a failed test. */
    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            System.err.println(shared(context).journal().stream()
                    .map(entry -> System.lineSeparator() + "  " + entry)
                    .collect(Collectors.joining(
                            "", "The sandbox's journal of " + context.getDisplayName() + ":", System.lineSeparator())));
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return INJECTED.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return INJECTED.get(parameter.getParameter().getType()).apply(shared(context));
    }

    private static synchronized AlipaySandbox shared(ExtensionContext context) {
        if (shared == null) {
            shared = start(
                    name -> context.getConfigurationParameter(PREFIX + name).orElse(""));
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close, "alipay-sandbox-stop"));
            SandboxAddresses addresses = shared.addresses();
            System.setProperty(PREFIX + "url", addresses.url());
            System.setProperty(PREFIX + "gateway", addresses.gateway());
            System.setProperty(PREFIX + "verify_gateway", addresses.verifyGateway());
        }
        return shared;
    }

    private static AlipaySandbox start(Function<String, String> parameter) {
        AlipaySandbox.Builder builder = AlipaySandbox.builder();
        if (!parameter.apply("partner").isEmpty()) {
            builder.merchant(SandboxMerchant.of(
                    parameter.apply("partner"), parameter.apply("key"), parameter.apply("seller_email")));
        }
        if (!parameter.apply("port").isEmpty()) {
            builder.port(Integer.parseInt(parameter.apply("port")));
        }
        return builder.start();
    }
}
