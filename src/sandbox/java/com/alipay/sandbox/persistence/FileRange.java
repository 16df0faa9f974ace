package com.alipay.sandbox.persistence;

/**
 * Position of a value's JSON in the file or in a line of it.
 *
 * @param offset in bytes from the beginning
 * @param length in bytes
 */
record FileRange(long offset, int length) {
    /** Returns the same position relative to a start that is that many bytes earlier. */
    FileRange behind(long bytes) {
        return new FileRange(bytes + offset, length);
    }
}
