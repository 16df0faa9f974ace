package com.alipay.web;

import ch.qos.logback.core.rolling.RollingFileAppender;
import com.alipay.orders.persistence.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;

/** Writes a rolling log that only its owner can read; rolled files keep that permission. Configured in {@code log.xml}. */
public final class OwnerOnlyFileAppender<E> extends RollingFileAppender<E> {
    @Override
    public void openFile(String file) throws IOException {
        PrivateFiles.createFile(Path.of(file));
        super.openFile(file);
    }
}
