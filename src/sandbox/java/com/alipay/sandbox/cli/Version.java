package com.alipay.sandbox.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Returns the version in the jar's manifest. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("not packaged");
        return new String[] {"alipay-sandbox " + version};
    }
}
