package com.alipay.sandbox.cli;

import com.alipay.config.Merchant;
import com.alipay.diagnosis.ServerProbe;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The machine a command runs on, beside the site and outside its container: its clock, its ports and its disk. Everything else is unknown
 * here.
 *
 * @param settings the file of settings; beside {@code conf}, where it usually lies, is the container's base
 */
record ThisMachine(Merchant merchant, Path settings) implements ServerProbe {
    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public String container() {
        return "";
    }

    @Override
    public Optional<String> uriEncoding() {
        return Optional.empty();
    }

    @Override
    public Optional<List<String>> filtersAhead() {
        return Optional.empty();
    }

    @Override
    public Optional<Boolean> hasKnownPassword() {
        return Optional.empty();
    }

    @Override
    public Optional<String> echoed(String text) {
        return Optional.empty();
    }

    /** The folder, or the one it will be made in, as the user of this command may write it. */
    @Override
    public Optional<String> logProblem() {
        try {
            Path folder = base().resolve(merchant.log_path()).normalize();
            boolean writable = Stream.iterate(folder, each -> each != null, Path::getParent)
                    .filter(Files::exists)
                    .findFirst()
                    .filter(Files::isDirectory)
                    .filter(Files::isWritable)
                    .isPresent();
            return writable ? Optional.empty() : Optional.of(folder.toString());
        } catch (InvalidPathException e) {
            return Optional.of(merchant.log_path());
        }
    }

    /** A port that is free belongs to nobody else; one that is taken may be the site's own. */
    @Override
    public Optional<Boolean> ownsPort(int port) {
        try (ServerSocket free = new ServerSocket(port)) {
            return Optional.of(free.isBound());
        } catch (IOException e) {
            // Taken, or not for this user: by whom, or for whom, is not told.
            return Optional.empty();
        }
    }

    private Path base() {
        Path folder = settings.toAbsolutePath().getParent();
        return folder.getParent() != null && folder.endsWith("conf") ? folder.getParent() : folder;
    }
}
