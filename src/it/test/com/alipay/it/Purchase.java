package com.alipay.it;

/** What a buyer types: into the shop's page, and at the cashier where to send it. */
record Purchase(String service, String subject, String price, String body, String receiver, String address) {
    static Purchase of(Product product) {
        return new Purchase(product.service, "龙井茶 250克（明前）", "0.01", "请尽快发货，谢谢！", "欧阳海霞", "浙江省 杭州市 西湖区 龙井路1号");
    }
}
