package com.alipay.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeIdTest {
    @Test
    void theFirstNameThatSomebodyGaveWins() {
        Map<String, String> properties = Map.of("alipay.node", "one", "jvmRoute", "three");
        Map<String, String> environment = Map.of("ALIPAY_NODE", "two");
        assertThat(NodeId.of(properties::get, environment, 7)).isEqualTo("one");
        assertThat(NodeId.of(Map.of("jvmRoute", "three")::get, environment, 7)).isEqualTo("two");
        assertThat(NodeId.of(Map.of("jvmRoute", "three", "alipay.node", " ")::get, Map.of(), 7))
                .isEqualTo("three");
    }

    @Test
    void otherwiseItIsTheMachineAndTheProcess() {
        assertThat(NodeId.of(name -> null, Map.of(), 7)).matches("\\S+:7");
    }
}
