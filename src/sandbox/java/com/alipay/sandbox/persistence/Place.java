package com.alipay.sandbox.persistence;

/**
 * Where the JSON of a value stands in the file, or in a line of it.
 *
 * @param offset in bytes from its beginning
 * @param length in bytes
 */
record Place(long offset, int length) {
    /** The same, seen from something that begins so many bytes before. */
    Place behind(long bytes) {
        return new Place(bytes + offset, length);
    }
}
