package com.alipay.sandbox.config;

/**
 * One error in a configuration.
 *
 * @param place its location: line and key
 * @param reason what is wrong; never contains a security key or a private key
 * @param remedy what to do
 */
public record ConfigError(String place, String reason, String remedy) {
    @Override
    public String toString() {
        return place + ": " + reason + ": " + remedy;
    }
}
