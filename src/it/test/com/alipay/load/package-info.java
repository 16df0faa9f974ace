/**
 * The long proofs: the whole merchant under duplicates, races, kills, outages and a million orders. Small in {@code mvn}, at full
 * size in {@code mvn -Dsoak=true}; every proof prints its figures and the seed of what it does at random.
 */
package com.alipay.load;
