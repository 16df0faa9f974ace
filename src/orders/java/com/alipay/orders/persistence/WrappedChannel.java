package com.alipay.orders.persistence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBase;

/** A channel of H2 that does what another one does; a subclass changes how positioned writes, locks or forces work. */
abstract class WrappedChannel extends FileBase {
    protected final FileChannel file;

    WrappedChannel(FileChannel file) {
        this.file = file;
    }

    @Override
    public int read(ByteBuffer to, long position) throws IOException {
        return file.read(to, position);
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        return file.read(to);
    }

    /** Writes by {@link #write(ByteBuffer, long)}. */
    @Override
    public int write(ByteBuffer from) throws IOException {
        int count = write(from, file.position());
        file.position(file.position() + count);
        return count;
    }

    @Override
    public long position() throws IOException {
        return file.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        file.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        file.truncate(size);
        return this;
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }
}
