package com.alipay.it;

import java.nio.file.Path;

/** The two servers the WAR is for, as the build has unpacked them. */
public enum TomcatVersion {
    TOMCAT_10("Tomcat 10.1", "tomcat.10"),
    TOMCAT_11("Tomcat 11", "tomcat.11");

    private final String title;
    private final String property;

    TomcatVersion(String title, String property) {
        this.title = title;
        this.property = property;
    }

    /** The unpacked distribution. */
    Path home() {
        return Build.path(property);
    }

    /** For file names. */
    String folder() {
        return property.replace(".", "");
    }

    @Override
    public String toString() {
        return title;
    }
}
