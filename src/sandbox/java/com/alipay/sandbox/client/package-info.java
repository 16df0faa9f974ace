/**
 * The sandbox in a program: start it, or connect to one that runs, pay, ship and refund, move its clock, set faults, and read what
 * the shop was sent and what it answered.
 *
 * <p>This package and {@link com.alipay.sandbox.fault.Fault} are the stable interface: a later 1.x keeps every public type and
 * method. Everything else is internal.
 */
package com.alipay.sandbox.client;
