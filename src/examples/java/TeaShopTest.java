import static org.junit.jupiter.api.Assertions.assertEquals;

import com.alipay.sandbox.client.AlipaySandbox;
import com.alipay.sandbox.junit.AlipaySandboxTest;
import java.util.Set;
import org.junit.jupiter.api.Test;

@AlipaySandboxTest
class TeaShopTest {
    @Test
    void deliversWhatIsPaid(AlipaySandbox alipay) throws Exception {
        try (TeaShop shop = new TeaShop(alipay.merchant().partner(), alipay.merchant().key())) {
            alipay.open(shop.payRequest("TEA1", "0.01"));
            alipay.pay("TEA1");
            assertEquals(Set.of("TEA1"), shop.delivered);
        }
    }
}
