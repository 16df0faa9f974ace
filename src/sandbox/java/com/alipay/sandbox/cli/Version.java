package com.alipay.sandbox.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What the jar's manifest says. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("not packaged");
        return new String[] {"alipay-sandbox " + version};
    }
}
