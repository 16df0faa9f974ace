package com.alipay.trade;

import java.util.Optional;

/**
 * Why the gateway refuses a call from server to server, or a trade in a batch of refunds: the vendor's words in their upper-case
 * spelling, with what they mean and what to do, in Chinese for merchants. {@code TRADE_NOT_EXIST} (ship, close, query) and
 * {@code TRADE_NOT_EXISTS} (refund) are two words of the vendor's for one thing, and {@code AVAILD} is the vendor's.
 *
 * <p>The codes that only a buyer's browser gets to see, on the page 调试错误, are not among them.
 *
 * @tutorial 双功能 4.1 / 担保 5.1
 */
public enum GatewayError {
    // What the gateway says of any call, before the service is reached.
    HAS_NO_PRIVILEGE("没有使用这个接口的权限", "确认接口已签约并已生效，联系支付宝开通"),
    ILLEGAL_PARTNER("合作者身份ID（partner）不正确", "核对配置文件里的 partner：2088 开头的 16 位数字，没有空格，没有和 key 写反"),
    ILLEGAL_PARTNER_EXTERFACE("合作者没有签约这个接口", "改用已签约的接口，或联系支付宝开通"),
    ILLEGAL_ARGUMENT("参数不正确", "对照接口文档检查参数的格式和长度"),
    ILLEGAL_SIGN("签名不正确", "核对 key 和 input_charset，看待签名字符串里有没有空值或编码过的值"),
    ILLEGAL_SIGN_TYPE("签名类型不正确", "sign_type 写成大写的 MD5"),
    ILLEGAL_SERVICE("接口名称不正确", "核对 service 的拼写；参数全部丢失时也会这样，检查网关地址有没有跳转"),
    ILLEGAL_EXTERFACE("接口配置不正确", "核对 service 和签约情况"),
    ILLEGAL_CHARSET("不支持的字符集", "input_charset 写成 utf-8 或 gbk"),
    ILLEGAL_ENCODING("不支持的编码", "input_charset 写成 utf-8 或 gbk"),
    ILLEGAL_USER("用户编号不正确", "核对 2088 开头的 16 位账户编号"),
    ILLEGAL_AGENT("代理编号不正确", "不传 agent，或改成正确的编号"),
    ILLEGAL_DYN_MD5_KEY("动态密钥信息不正确", "在支付宝的商家服务里重新查看安全校验码（key）"),
    ILLEGAL_ENCRYPT("加密不正确", "核对 key 和 sign_type"),
    ILLEGAL_SECURITY_PROFILE("没有配置密钥", "在支付宝上生成安全校验码，或上传 RSA 公钥"),
    HAS_NO_PUBLICKEY("没有上传公钥", "使用 RSA 时先把商户公钥上传到支付宝"),
    ILLEGAL_CLIENT_IP("不允许从这个 IP 地址调用", "联系支付宝登记服务器的 IP 地址"),
    ILLEGAL_REQUEST("请求无效", "检查请求的方式和来源"),
    EXTERFACE_IS_CLOSED("接口已关闭", "这个接口已停用，联系支付宝改用新的接口"),
    SESSION_TIMEOUT("会话超时", "稍后再试", true),
    SYSTEM_ERROR("支付宝系统出错", "稍后再试，仍然出错就联系支付宝", true),

    // send_goods_confirm_by_platform, close_trade, single_trade_query.
    TRADE_NOT_EXIST("交易不存在", "核对 trade_no；买家还没有登录收银台时，支付宝还没有这笔交易"),
    TRADE_STATUS_NOT_AVAILD("交易当前的状态不允许这个操作", "用 single_trade_query 查询交易现在的状态"),
    GENERIC_FAILURE("执行失败", "稍后再试", true),

    // refund_fastpay_by_platform_pwd and _nopwd, of the whole batch.
    BATCH_NO_FORMAT_ERROR("退款批次号格式不正确", "写成当天日期 yyyyMMdd 加 3 到 24 位字母或数字，不能是 000"),
    DUPLICATE_BATCH_NO("退款批次号重复", "这一批已经提交过，不要换批次号再提交，先查退款结果"),
    BATCH_NUM_ERROR("退款笔数不正确", "batch_num 等于 detail_data 里的笔数"),
    BATCH_NUM_EXCEED_LIMIT("退款笔数超过 1000", "分成几批提交"),
    BATCH_NUM_NOT_EQUAL_TOTAL("batch_num 与 detail_data 的笔数不一致", "batch_num 等于 # 的个数加 1"),
    REFUND_DATE_ERROR("退款时间不正确", "refund_date 写成现在的时间 yyyy-MM-dd HH:mm:ss"),
    DETAIL_DATA_FORMAT_ERROR("退款明细格式不正确", "每笔写成 交易号^金额^理由，用 # 分隔"),
    SINGLE_DETAIL_DATA_EXCEED_LIMIT("单笔退款明细太长", "缩短退款理由"),
    DUBL_TRADE_NO_IN_SAME_BATCH("同一批里交易号重复", "合并成一笔，或分两批提交"),
    NOT_THIS_SELLER_TRADE("不是这个卖家的交易", "核对 seller_email 和交易号"),
    NOT_THIS_PARTNERS_TRADE("不是这个合作者的交易", "核对 partner 和交易号"),
    SELLER_INFO_NOT_EXIST("卖家账户不存在", "核对 seller_email"),
    PARTNER_NOT_SIGN_PROTOCOL("没有签订退款协议", "联系支付宝开通退款接口"),
    PWD_REFUND_NOT_ALLOW_ROYALTY("有密退款不支持分润", "去掉分润信息"),

    // refund_fastpay_by_platform_pwd and _nopwd, of one trade in a batch.
    TRADE_NOT_EXISTS("退款的交易不存在", "核对 trade_no"),
    TRADE_STATUS_ERROR("交易的状态不允许退款", "担保交易由买家在支付宝上申请退款；即时到账要在可退款的期限内"),
    TRADE_HAS_CLOSED("交易已关闭，不能退款", "核对是否已经全额退款"),
    TRADE_HAS_FINISHED("交易已结束，不能退款", "超过退款期限，与买家协商转账"),
    REFUND_AMOUNT_NOT_VALID("退款金额不正确", "写成最多两位小数、大于 0 的金额"),
    REFUND_TRADE_FEE_ERROR("退款金额不正确，或超过可退金额", "用 single_trade_query 查询已退金额"),
    REASON_TRADE_REFUND_FEE_ERR("退款金额不正确，或超过可退金额", "用 single_trade_query 查询已退金额"),
    REASON_HAS_REFUND_FEE_NOT_MATCH("已退金额不一致", "用 single_trade_query 查询已退金额"),
    TRADE_PRODUCT_TYPE_NOT_ALLOW_REFUND("这种产品的交易不能用接口退款", "在支付宝网站上处理"),
    TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH("卖家账户余额不足", "充值后用新的批次号再退"),
    TXN_RESULT_ACCOUNT_STATUS_NOT_VALID("账户状态不正常", "联系支付宝核对卖家和买家的账户"),
    REASON_REFUND_AMOUNT_LESS_THAN_COUPON_FEE("退款金额小于红包金额", "退款金额不能小于买家使用的红包");

    private final String meaning;
    private final String remedy;
    private final boolean passing;

    GatewayError(String meaning, String remedy) {
        this(meaning, remedy, false);
    }

    GatewayError(String meaning, String remedy, boolean passing) {
        this.meaning = meaning;
        this.remedy = remedy;
        this.passing = passing;
    }

    /** What is wrong. */
    public String meaning() {
        return meaning;
    }

    /** What the merchant does about it. */
    public String remedy() {
        return remedy;
    }

    /** Whether the very same call may succeed later without anybody changing anything. */
    public boolean isPassing() {
        return passing;
    }

    /** For example {@code TRADE_NOT_EXIST（交易不存在）：核对 trade_no}. */
    public String advice() {
        return name() + "（" + meaning + "）：" + remedy;
    }

    /** The error of this name, spelled exactly so; empty for a word that no document lists. */
    public static Optional<GatewayError> of(String code) {
        for (GatewayError error : values()) {
            if (error.name().equals(code)) {
                return Optional.of(error);
            }
        }
        return Optional.empty();
    }
}
