package com.alipay.sandbox.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param place where it stands: line and key
 * @param reason what is wrong; no security key and no private key is ever in it
 * @param remedy what to do
 */
public record ConfigError(String place, String reason, String remedy) {
    @Override
    public String toString() {
        return place + ": " + reason + ": " + remedy;
    }
}
