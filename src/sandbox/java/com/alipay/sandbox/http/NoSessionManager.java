package com.alipay.sandbox.http;

import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.session.ManagerBase;

/** Opens no session, and so prepares no random numbers for one: on a busy machine that holds the start up. */
final class NoSessionManager extends ManagerBase {
    @Override
    protected void startInternal() throws LifecycleException {
        setState(LifecycleState.STARTING);
    }

    @Override
    protected void stopInternal() throws LifecycleException {
        setState(LifecycleState.STOPPING);
    }

    @Override
    public void load() {
        // There is none.
    }

    @Override
    public void unload() {
        // There is none.
    }
}
