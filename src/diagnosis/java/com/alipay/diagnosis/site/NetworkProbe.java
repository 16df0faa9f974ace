package com.alipay.diagnosis.site;

import java.net.URI;

/** Asks the network. An answer is a value, never an exception: what could not be found out is part of it. */
public interface NetworkProbe {
    /** How far a connection to this address comes: its name, its port, and for https its TLS. */
    ConnectionResult reach(URI address);

    /** Fetches a page with a GET, without following redirects. */
    HttpProbeResult get(URI address);
}
