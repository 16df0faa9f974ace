package com.alipay.sandbox.gateway;

/**
 * Error codes of this gateway, with the usual cause and the remedy of each, in Chinese, without a full stop.
 *
 * @tutorial 双功能 4.1 / 担保 5.1
 */
public enum GatewayErrorCode {
    ILLEGAL_CHARSET("字符编码名称不被支持，例如写成 utf8", "_input_charset 写 utf-8 或 gbk"),
    ILLEGAL_SERVICE("接口名称拼错，或者所有参数在途中丢失", "检查 service 的拼写，以及表单提交后是否又发生了跳转", Tutorials.ERRORS),
    ILLEGAL_PARTNER("合作身份者 ID 填写错误：抄错、带空格，或与安全校验码填反", "检查配置里的 partner：2088 开头的 16 位数字，前后没有空格", Tutorials.ERRORS),
    ILLEGAL_SIGN_TYPE("签名方式写成小写、带空格，或没有传", "sign_type 写大写的 MD5 或 RSA，前后不要有空格", Tutorials.ERRORS),
    ILLEGAL_SECURITY_PROFILE("没有登记这种签名方式的密钥", "改用登记过的签名方式，或者先登记公钥"),
    ILLEGAL_SIGN(
            "安全校验码错误或带有空格；对编码后的值签名；空值参加了签名；两边字符编码不一致；提交的参数比签名的参数多，例如带 name 的提交按钮",
            "核对安全校验码和字符编码，再把网关用来签名的字符串与商户程序签名前的逐字比较",
            Tutorials.ERRORS),
    HAS_NO_PRIVILEGE("没有使用这个接口的权限：签约里没有它，或者还没有生效", "确认签约的是哪一种接口，service 与签约的一致", Tutorials.ERRORS),
    ILLEGAL_PARTNER_EXTERFACE("签约里没有这个接口，例如签的是担保交易，调用的却是双接口", "service 与签约的一致"),
    ILLEGAL_REQUEST_REFERER("签约了防钓鱼，而买家不是从签约的网站来的", "付款请求由签约的网站的页面发出，并带上 Referer"),
    ILLEGAL_ANTI_PHISHING_KEY("防钓鱼时间戳不是本网关发出的", "付款之前调用 query_timestamp；没有签约防钓鱼时不要传 anti_phishing_key"),
    ILLEGAL_EXTER_INVOKE_IP("买家 IP 缺失或格式不对", "传点分的 IPv4 地址；没有签约防钓鱼时不要传 exter_invoke_ip"),
    ANTI_PHISHING_KEY_TIMEOUT("防钓鱼时间戳超过一分钟", "在付款之前重新调用 query_timestamp"),
    ILLEGAL_ARGUMENT("参数缺失、过长或格式不正确", "按上面所说改正这个参数，提交之前先检查", Tutorials.ERRORS),
    ILLEGAL_AGENT("代理编号错误", "agent 写 2088 开头的 16 位数字，没有代理时不要传"),
    ILLEGAL_FEE_PARAM("金额带逗号、超过两位小数或互相矛盾", "金额最多两位小数，不带逗号；只传 price 和 quantity", Tutorials.ERRORS),
    ILLEGAL_PAYMENT_TYPE("支付类型错误", "payment_type 传 1（商品购买）"),
    ILLEGAL_LOGISTICS_FORMAT("一组物流的类型、费用、支付方式没有写全或写错，或者两组的类型相同", "每组三项写全，几组的类型各不相同", Tutorials.ERRORS),
    ILLEGAL_OUTTIME_ARGUMENT("超时参数错误，例如写成 1.5h", "写整数加单位，例如 90m、2h、15d，范围 1m 到 15d"),
    SELF_TIMEOUT_NOT_SUPPORT("没有签约自定义超时", "去掉 it_b_pay、t_s_send_1、t_s_send_2、t_b_rec_post"),
    SELLER_NOT_EXIST("收款支付宝账号填写错误，没有这个账号", "检查 seller_email 或 seller_id 的拼写", Tutorials.ERRORS),
    SELLER_NOT_IN_SPECIFIED_SELLERS("收款支付宝账号存在，但不是签约的账号", "seller_email 改成签约的收款账号", Tutorials.ERRORS),
    BUYER_NOT_EXIST("买家账号不存在", "检查 buyer_id，不限定买家时不要传"),
    BUYER_SELLER_EQUAL("买家和卖家是同一个账号，例如开发人员用收款账号付款", "换一个买家账号付款", Tutorials.ERRORS),
    TOTAL_FEE_LESSEQUAL_ZERO("应付金额小于或等于零", "检查 discount，它是加到总价上的，减价要写负数"),
    TOTAL_FEE_GREATER_THAN_MAX("担保交易的总价超过 1000000.00 元", "拆成几笔订单"),
    TRADE_DATA_MATCH_ERROR("同一个 out_trade_no 的订单内容与上次不同：改了价格或内容，或者测试和正式环境共用订单号", "换一个新的订单号", Tutorials.ERRORS),
    TRADE_PRICE_NOT_MATCH("即时到账：同一个 out_trade_no 的单价与上次不同", "改了价格就换一个新的订单号"),
    TRADE_QUANTITY_NOT_MATCH("即时到账：同一个 out_trade_no 的数量与上次不同", "改了数量就换一个新的订单号"),
    TRADE_TOTALFEE_NOT_MATCH("即时到账：同一个 out_trade_no 的总额与上次不同", "改了总额就换一个新的订单号"),
    TRADE_SELLER_NOT_MATCH("同一个 out_trade_no 上次的卖家是别的账号", "换一个新的订单号"),
    TRADE_BUYER_NOT_MATCH("这笔交易属于另一个买家", "用原来的买家账号付款，或换一个新的订单号"),
    TRADE_NOT_ALLOWED_PAY("这笔交易已经付款或已经关闭，不能再付", "在商户网站查看订单状态；要再买就换一个新的订单号", Tutorials.ERRORS),
    LOGISTICS_CHOOSE_ERROR("选择的物流方式不在商户提供的范围内", "从商户网站重新发起付款"),
    EXTERFACE_INVOKE_CONTEXT_EXPIRED("收银台页面已经失效", "从商户网站重新发起付款"),
    ILLEGAL_REQUEST("请求方式或来源不正确，网关只接受 GET 和 POST", "从商户网站重新发起付款"),
    TRADE_NOT_EXIST("没有这笔交易，或者它属于别的商户；买家登录之后交易才会产生", "核对交易号"),
    TRADE_STATUS_NOT_AVAILD("交易现在的状态不允许这样做", "先查询交易"),
    GENERIC_FAILURE("执行失败", "稍后重试"),
    BATCH_NO_FORMAT_ERROR("退款批次号格式错误", "写当天日期 yyyyMMdd 加 3 到 24 位字母或数字，不能是 000"),
    DUPLICATE_BATCH_NO("退款批次号重复", "每一批退款用新的批次号"),
    BATCH_NUM_ERROR("退款总笔数错误", "batch_num 写正整数"),
    BATCH_NUM_EXCEED_LIMIT("退款总笔数超过 1000", "拆成几批"),
    BATCH_NUM_NOT_EQUAL_TOTAL("batch_num 与 detail_data 里的笔数不同", "笔数等于 # 的个数加一"),
    REFUND_DATE_ERROR("退款时间错误", "refund_date 写 yyyy-MM-dd HH:mm:ss 形式的当前时间"),
    DETAIL_DATA_FORMAT_ERROR("退款明细格式错误", "每笔写成 交易号^金额^理由，几笔之间用 # 隔开"),
    SINGLE_DETAIL_DATA_EXCEED_LIMIT("退款理由超过 256 字节，一个汉字两字节", "缩短退款理由"),
    DUBL_TRADE_NO_IN_SAME_BATCH("同一批里有两笔相同的交易号", "分成两批"),
    NOT_THIS_SELLER_TRADE("交易的卖家不是这个账号", "核对交易号和卖家账号"),
    SELLER_INFO_NOT_EXIST("卖家账号不存在", "检查 seller_email 或 seller_user_id 的拼写"),
    PARTNER_NOT_SIGN_PROTOCOL("没有签无密退款协议", "改用有密退款，或联系客服签约"),
    PWD_REFUND_NOT_ALLOW_ROYALTY("有密退款不能退分润", "去掉明细里 | 之后的部分"),
    /** Has no code: the vendor's page shows only 业务数据被篡改. */
    BUSINESS_DATA_TAMPERED("付款链接或收银台的表单在途中被修改，或者物流参数格式不对", "从商户网站重新发起付款；仍然这样就检查物流参数", Tutorials.ERRORS);

    /** Sections of the tutorials that list the codes. */
    private static final class Tutorials {
        static final String ERRORS = "双功能 4.1 / 担保 5.1";
    }

    private final String cause;
    private final String remedy;
    private final String section;

    GatewayErrorCode(String cause, String remedy) {
        this(cause, remedy, "");
    }

    GatewayErrorCode(String cause, String remedy, String section) {
        this.cause = cause;
        this.remedy = remedy;
        this.section = section;
    }

    /** Returns the code on the wire; empty for the one entry that the vendor prints as a sentence without a code. */
    public String code() {
        return this == BUSINESS_DATA_TAMPERED ? "" : name();
    }

    /** Returns the usual cause. */
    public String cause() {
        return cause;
    }

    /** Returns the remedy. */
    public String remedy() {
        return remedy;
    }

    /** Returns the section of the tutorials that lists it; empty for a code from other documents. */
    public String section() {
        return section;
    }
}
