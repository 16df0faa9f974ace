package com.alipay.sandbox.cli;

import com.alipay.config.MerchantConfig;
import com.alipay.diagnosis.site.CallbackProbeResult;
import com.alipay.diagnosis.site.HttpNetworkProbe;
import com.alipay.diagnosis.site.HttpProbeResult;
import com.alipay.diagnosis.site.ServerProbe;
import com.alipay.i18n.Text;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Probes the machine that a command runs on, outside the site's container: its clock, its disk and its way to notify_url.
 * Everything else is unknown.
 *
 * @param settings the configuration file; if it is in a folder {@code conf}, that folder's parent is the container's base
 */
record CommandLineProbe(MerchantConfig merchant, Path settings, HttpNetworkProbe network) implements ServerProbe {
    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public String container() {
        return "";
    }

    @Override
    public Optional<Boolean> hasKnownPassword() {
        return Optional.empty();
    }

    @Override
    public Optional<String> roundTrip(String text) {
        return Optional.empty();
    }

    /** Returns the log folder if this command's user cannot write to it, or cannot create it; empty if it is writable. */
    @Override
    public Optional<Text> logWriteError() {
        try {
            Path folder = base().resolve(merchant.log_path()).normalize();
            boolean writable = Stream.iterate(folder, each -> each != null, Path::getParent)
                    .filter(Files::exists)
                    .findFirst()
                    .filter(Files::isDirectory)
                    .filter(Files::isWritable)
                    .isPresent();
            return writable ? Optional.empty() : Optional.of(ServerProbe.place(folder.toString()));
        } catch (InvalidPathException e) {
            return Optional.of(ServerProbe.place(merchant.log_path()));
        }
    }

    /** Posts an empty form, once: the site stores it as one more unverified message, and nothing follows from it. */
    @Override
    public CallbackProbeResult postToNotifyUrl(URI address) {
        return new CallbackProbeResult(network.post(address, ""), Optional.empty(), false);
    }

    @Override
    public CallbackProbeResult postToLocalConnector() {
        return new CallbackProbeResult(HttpProbeResult.failure("not asked from here"), Optional.empty(), false);
    }

    private Path base() {
        Path folder = settings.toAbsolutePath().getParent();
        return folder.getParent() != null && folder.endsWith("conf") ? folder.getParent() : folder;
    }
}
