package com.alipay.sandbox.http;

import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.session.ManagerBase;

/** Creates no session, and therefore initializes no random generator, which delays the start on a busy machine. */
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
        // There are no sessions.
    }

    @Override
    public void unload() {
        // There are no sessions.
    }
}
