package com.alipay.diagnosis.site;

import java.net.URI;

/** Accesses the network. A result is a value, never an exception; a failure is part of it. */
public interface NetworkProbe {
    /** Returns how far a connection to this address is established: name, port, and TLS for https. */
    ConnectionResult reach(URI address);

    /** Fetches a page with a GET, without following redirects. */
    HttpProbeResult get(URI address);
}
