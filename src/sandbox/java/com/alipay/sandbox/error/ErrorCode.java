package com.alipay.sandbox.error;

/** The codes this gateway answers with, and what usually causes each.
 *  @tutorial 双功能 4.1 / 担保 5.1 */
public enum ErrorCode {
    ILLEGAL_CHARSET("字符编码名称不被支持。_input_charset 请写 utf-8 或 gbk，注意不是 utf8。"),
    ILLEGAL_SERVICE("接口名称错误，或者所有参数在途中丢失。请检查 service 的拼写，以及表单提交后是否又发生了跳转。"),
    ILLEGAL_PARTNER("合作身份者 ID 错误。请检查配置里的 partner 是否多了空格、是否与安全校验码填反。"),
    ILLEGAL_SIGN_TYPE("签名方式错误。sign_type 请写大写的 MD5 或 RSA，前后不要有空格。"),
    ILLEGAL_SECURITY_PROFILE("没有登记这种签名方式的密钥。请改用登记过的签名方式，或者先登记公钥。"),
    ILLEGAL_SIGN("签名不正确。常见原因：安全校验码错误或带有空格；对编码后的值签名；空值参加了签名；" + "两边字符编码不一致；提交的参数比签名的参数多（例如带 name 的提交按钮）。"),
    HAS_NO_PRIVILEGE("没有使用这个接口的权限。请确认签约的是哪一种接口，service 要与签约的一致。"),
    ILLEGAL_PARTNER_EXTERFACE("签约里没有这个接口，例如签的是担保交易，调用的却是双接口。service 要与签约的一致。"),
    ILLEGAL_REQUEST_REFERER("买家不是从签约的网站来的。签约了防钓鱼，付款请求就要由那个网站的页面发出，并带上 Referer。"),
    ILLEGAL_ANTI_PHISHING_KEY("防钓鱼时间戳不是本网关发出的。没有签约防钓鱼时请不要传 anti_phishing_key。"),
    ILLEGAL_EXTER_INVOKE_IP("买家 IP 缺失或格式不对。请传点分的 IPv4 地址，没有签约防钓鱼时请不要传。"),
    ANTI_PHISHING_KEY_TIMEOUT("防钓鱼时间戳超过一分钟。请在付款之前重新调用 query_timestamp。"),
    ILLEGAL_ARGUMENT("参数缺失、过长或格式不正确。"),
    ILLEGAL_AGENT("代理编号错误。agent 请写 2088 开头的 16 位数字，没有代理时请不要传。"),
    ILLEGAL_FEE_PARAM("金额格式不正确或互相矛盾。金额最多两位小数，不带逗号；通常只传 price 和 quantity。"),
    ILLEGAL_PAYMENT_TYPE("支付类型错误。payment_type 请传 1（商品购买）。"),
    ILLEGAL_LOGISTICS_FORMAT("物流参数错误。每组物流的类型、费用、支付方式必须齐全，几组的类型不能相同。"),
    ILLEGAL_OUTTIME_ARGUMENT("超时参数错误。请写整数加单位，例如 90m、2h、15d，范围 1m 到 15d。"),
    SELF_TIMEOUT_NOT_SUPPORT("没有签约自定义超时。请去掉 it_b_pay、t_s_send_1、t_s_send_2、t_b_rec_post。"),
    SELLER_NOT_EXIST("卖家账号不存在。请检查 seller_email 或 seller_id 的拼写。"),
    SELLER_NOT_IN_SPECIFIED_SELLERS("卖家账号存在，但没有与这份签约绑定。请使用签约的收款账号。"),
    BUYER_NOT_EXIST("买家账号不存在。请检查 buyer_id，不限定买家时请不要传。"),
    BUYER_SELLER_EQUAL("买家和卖家是同一个账号。请换一个买家账号付款。"),
    TOTAL_FEE_LESSEQUAL_ZERO("应付金额小于或等于零。请检查 discount，它是加到总价上的，减价要写负数。"),
    TOTAL_FEE_GREATER_THAN_MAX("担保交易的总价超过 1000000.00 元。请拆成几笔订单。"),
    TRADE_DATA_MATCH_ERROR("同一个 out_trade_no 的订单内容与上次不同。改了价格或内容，请换一个新的订单号。"),
    TRADE_PRICE_NOT_MATCH("即时到账：同一个 out_trade_no 的单价与上次不同。改了价格，请换一个新的订单号。"),
    TRADE_QUANTITY_NOT_MATCH("即时到账：同一个 out_trade_no 的数量与上次不同。改了数量，请换一个新的订单号。"),
    TRADE_TOTALFEE_NOT_MATCH("即时到账：同一个 out_trade_no 的总额与上次不同。改了总额，请换一个新的订单号。"),
    TRADE_SELLER_NOT_MATCH("同一个 out_trade_no 上次的卖家是别的账号。请换一个新的订单号。"),
    TRADE_BUYER_NOT_MATCH("这笔交易属于另一个买家。请用原来的买家账号付款，或换一个新的订单号。"),
    TRADE_NOT_ALLOWED_PAY("这笔交易已经付款或已经关闭，不能再付。请在商户网站查看订单状态。"),
    LOGISTICS_CHOOSE_ERROR("选择的物流方式不在商户提供的范围内。请从商户网站重新发起付款。"),
    EXTERFACE_INVOKE_CONTEXT_EXPIRED("收银台页面已经失效。请从商户网站重新发起付款。"),
    ILLEGAL_REQUEST("请求方式或来源不正确。网关只接受 GET 和 POST，请从商户网站重新发起付款。"),
    TRADE_NOT_EXIST("没有这笔交易，或者它属于别的商户。买家登录之后交易才会产生。"),
    TRADE_STATUS_NOT_AVAILD("交易现在的状态不允许这样做。请先查询交易。"),
    GENERIC_FAILURE("执行失败。请稍后重试。"),
    BATCH_NO_FORMAT_ERROR("退款批次号格式错误。请写当天日期 yyyyMMdd 加 3 到 24 位字母或数字，不能是 000。"),
    DUPLICATE_BATCH_NO("退款批次号重复。每一批退款请用新的批次号。"),
    BATCH_NUM_ERROR("退款总笔数错误。batch_num 请写正整数。"),
    BATCH_NUM_EXCEED_LIMIT("退款总笔数超过 1000。请拆成几批。"),
    BATCH_NUM_NOT_EQUAL_TOTAL("batch_num 与 detail_data 里的笔数不同。笔数等于 # 的个数加一。"),
    REFUND_DATE_ERROR("退款时间错误。refund_date 请写 yyyy-MM-dd HH:mm:ss 形式的当前时间。"),
    DETAIL_DATA_FORMAT_ERROR("退款明细格式错误。每笔写成 交易号^金额^理由，几笔之间用 # 隔开。"),
    SINGLE_DETAIL_DATA_EXCEED_LIMIT("退款理由超过 256 字节。一个汉字两字节。"),
    DUBL_TRADE_NO_IN_SAME_BATCH("同一批里有两笔相同的交易号。请分成两批。"),
    NOT_THIS_SELLER_TRADE("交易的卖家不是这个账号。"),
    SELLER_INFO_NOT_EXIST("卖家账号不存在。请检查 seller_email 或 seller_user_id 的拼写。"),
    PARTNER_NOT_SIGN_PROTOCOL("没有签无密退款协议。请改用有密退款，或联系客服签约。"),
    PWD_REFUND_NOT_ALLOW_ROYALTY("有密退款不能退分润。请去掉明细里 | 之后的部分。");

    private final String cause;

    ErrorCode(String cause) {
        this.cause = cause;
    }

    /** The usual cause and its remedy, one or two Chinese sentences. */
    public String cause() {
        return cause;
    }
}
