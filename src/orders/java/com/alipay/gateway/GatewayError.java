package com.alipay.gateway;

import static com.alipay.protocol.ResponsibleParty.ALIPAY;
import static com.alipay.protocol.ResponsibleParty.BUYER;
import static com.alipay.protocol.ResponsibleParty.CODE;
import static com.alipay.protocol.ResponsibleParty.CONFIGURATION;
import static com.alipay.protocol.ResponsibleParty.MERCHANT;

import com.alipay.gateway.DetectedBy.Stage;
import com.alipay.protocol.ResponsibleParty;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The gateway's error codes: on the page 调试错误 in a buyer's browser, in responses to calls from server to server, and for a trade
 * in a batch of refunds. Each has the vendor's word in upper case, its meaning, its usual cause, the remedy and who applies it.
 * {@code TRADE_NOT_EXIST} (ship, close, query) and {@code TRADE_NOT_EXISTS} (refund) are two words of the vendor's for one thing;
 * the spellings {@code AVAILD} and {@code PARAMTER} are the vendor's.
 *
 * @tutorial 双功能 4.1 / 担保 5.1
 */
public enum GatewayError {
    // Errors of any call or request, before the service is reached.
    HAS_NO_PRIVILEGE(Details.of(
                    ALIPAY,
                    "没有使用这个接口的权限",
                    "合同里没有这个接口，或者还没有生效",
                    "确认接口已签约并已生效，联系支付宝开通",
                    "no right to this service, since the contract lacks it or is not in force yet: sign it, or wait")
            .help(241181)),
    ILLEGAL_PARTNER(Details.of(
                    CONFIGURATION,
                    "合作者身份ID（partner）不正确",
                    "抄错、带空格，或者与 key 填反",
                    "核对配置文件里的 partner：2088 开头的 16 位数字，没有空格，没有和 key 写反",
                    "partner is wrong, mistyped, with blanks or swapped with the key: correct the configuration")
            .help(241182)
            .detectedBy(DetectedBy.of(Stage.CONFIGURATION, "partner"), DetectedBy.of(Stage.DOCTOR, "PARTNER_AND_KEY"))),
    ILLEGAL_PARTNER_EXTERFACE(Details.of(
            ALIPAY,
            "合作者没有签约这个接口",
            "签约的是另一种接口，例如只签了担保交易却调用双接口",
            "改用已签约的接口，或联系支付宝开通",
            "this partner has no contract for this service: use the one that is contracted")),
    ILLEGAL_ARGUMENT(Details.of(
                    CODE,
                    "参数不正确",
                    "少了必填参数、太长、邮编电话或金额的格式不对",
                    "对照接口文档检查参数的格式和长度",
                    "a parameter is missing, too long or malformed: validate before sending")
            .help(241183)
            .detectedBy(
                    DetectedBy.of(Stage.CONFIGURATION, "notify_url", "return_url"),
                    DetectedBy.of(
                            Stage.PAYMENT, "out_trade_no", "subject", "body", "quantity", "show_url", "buyer_id"))),
    ILLEGAL_SIGN(Details.of(
                    CODE,
                    "签名不正确",
                    "key 不对、编码不一致、签了空值或编码过的值、网址带“?”",
                    "核对 key 和 input_charset，看待签名字符串里有没有空值或编码过的值",
                    "the signature is wrong, by key, charset, empty or encoded values, or an extra parameter: let the signature doctor look at the request")
            .help(241184)
            .detectedBy(
                    DetectedBy.of(Stage.CONFIGURATION, "key", "input_charset", "notify_url", "return_url"),
                    DetectedBy.of(
                            Stage.DOCTOR,
                            "PARTNER_AND_KEY",
                            "ADDRESSES",
                            "CHARSET",
                            "CHARSET_ROUND_TRIP",
                            "FILTERS_AHEAD"))),
    ILLEGAL_SIGN_TYPE(Details.of(
                    CONFIGURATION,
                    "签名类型不正确",
                    "写成小写，或带空格",
                    "sign_type 写成大写的 MD5",
                    "sign_type is wrong, in lower case or blank: send MD5")
            .help(241196)
            .detectedBy(
                    DetectedBy.of(Stage.CONFIGURATION, "sign_type"), DetectedBy.of(Stage.DOCTOR, "PARTNER_AND_KEY"))),
    ILLEGAL_SERVICE(Details.of(
                    CODE,
                    "接口名称不正确",
                    "service 拼错，或者参数在跳转时全部丢失",
                    "核对 service 的拼写；参数全部丢失时也会这样，检查网关地址有没有跳转",
                    "service is wrong, or all parameters were lost in a redirect: check its name and the way there")
            .help(241191)
            .detectedBy(DetectedBy.of(Stage.CONFIGURATION, "service"))),
    ILLEGAL_EXTERFACE(Details.of(
            CODE,
            "接口配置不正确",
            "service 丢失，或者没有为商户配置",
            "核对 service 和签约情况",
            "the interface is not set up, or service was lost: check service and contract")),
    ILLEGAL_CHARSET(Details.of(
                    CONFIGURATION,
                    "不支持的字符集",
                    "_input_charset 写成 utf8 一类的名称",
                    "input_charset 写成 utf-8 或 gbk",
                    "the charset has no such name: write utf-8 or gbk")
            .detectedBy(DetectedBy.of(Stage.CONFIGURATION, "input_charset"), DetectedBy.of(Stage.DOCTOR, "CHARSET"))),
    ILLEGAL_ENCODING(Details.of(
                    CONFIGURATION,
                    "不支持的编码",
                    "_input_charset 写成 utf8 一类的名称",
                    "input_charset 写成 utf-8 或 gbk",
                    "the encoding is not supported: write utf-8 or gbk")
            .detectedBy(DetectedBy.of(Stage.CONFIGURATION, "input_charset"), DetectedBy.of(Stage.DOCTOR, "CHARSET"))),
    ILLEGAL_USER(Details.of(
            CONFIGURATION,
            "用户编号不正确",
            "账户编号抄错",
            "核对 2088 开头的 16 位账户编号",
            "a user id is wrong: check the 16 digits that begin with 2088")),
    ILLEGAL_AGENT(Details.of(
            CODE,
            "代理编号不正确",
            "传了没有签约的 agent",
            "不传 agent，或改成正确的编号",
            "the agent id is wrong: leave agent out, or correct it")),
    ILLEGAL_DYN_MD5_KEY(Details.of(
            ALIPAY,
            "动态密钥信息不正确",
            "安全校验码没有生成，或者刚刚更换",
            "在支付宝的商家服务里重新查看安全校验码（key）",
            "Alipay has no valid key on file: look the key up again")),
    ILLEGAL_ENCRYPT(Details.of(
            CONFIGURATION,
            "加密不正确",
            "key 与 sign_type 不配",
            "核对 key 和 sign_type",
            "the encryption is wrong: check key and sign_type")),
    ILLEGAL_SECURITY_PROFILE(Details.of(
            ALIPAY,
            "没有配置密钥",
            "没有为这种签名方式登记密钥",
            "在支付宝上生成安全校验码，或上传 RSA 公钥",
            "no key is on file for this sign_type: create one, or upload the RSA public key")),
    HAS_NO_PUBLICKEY(Details.of(
            ALIPAY,
            "没有上传公钥",
            "使用 RSA，但公钥没有上传",
            "使用 RSA 时先把商户公钥上传到支付宝",
            "no public key was uploaded: upload it before using RSA")),
    ILLEGAL_CLIENT_IP(Details.of(
            ALIPAY,
            "不允许从这个 IP 地址调用",
            "服务器的地址没有登记，或者换过",
            "联系支付宝登记服务器的 IP 地址",
            "calls from this address are not allowed: have the server's address registered")),
    ILLEGAL_REQUEST(Details.of(
            CODE,
            "请求无效",
            "请求的方式或来源不对",
            "检查请求的方式和来源",
            "the request is not valid in its method or source: start again from the merchant's page")),
    EXTERFACE_IS_CLOSED(Details.of(
            ALIPAY, "接口已关闭", "接口已经下线", "这个接口已停用，联系支付宝改用新的接口", "the service is retired: move to its successor")),
    SESSION_TIMEOUT(
            Details.of(ALIPAY, "会话超时", "支付宝一侧的会话过期", "稍后再试", "the session on Alipay's side ended: try again later")
                    .passing()),
    SYSTEM_ERROR(Details.of(ALIPAY, "支付宝系统出错", "支付宝一侧的故障", "稍后再试，仍然出错就联系支付宝", "Alipay's system failed: try again later")
            .passing()),
    ILLEGAL_DIGEST_TYPE(Details.of(
            CODE,
            "摘要类型不正确",
            "文件类接口的参数",
            "付款接口不用文件摘要，去掉这些参数",
            "the digest type of a file service is wrong: payments send none, leave it out")),
    ILLEGAL_DIGEST(Details.of(
            CODE,
            "文件摘要不正确",
            "文件类接口的参数",
            "付款接口不用文件摘要，去掉这些参数",
            "the digest of a file is wrong: payments send none, leave it out")),
    ILLEGAL_FILE_FORMAT(Details.of(
            CODE,
            "文件格式不正确",
            "文件类接口的参数",
            "付款接口不上传文件，去掉这些参数",
            "the format of a file is wrong: payments send none, leave it out")),
    ILLEGAL_TARGET_SERVICE(Details.of(
            ALIPAY,
            "目标接口不正确",
            "系统之间切换时的参数",
            "联系支付宝",
            "the target service of a system switch is wrong: contact Alipay")),
    ILLEGAL_ACCESS_SWITCH_SYSTEM(Details.of(
            ALIPAY,
            "不允许访问这个系统",
            "系统之间切换时的权限",
            "联系支付宝",
            "access to the switched system is not allowed: contact Alipay")),
    ILLEGAL_SWITCH_SYSTEM(
            Details.of(ALIPAY, "系统切换不正确", "系统之间切换时的配置", "联系支付宝", "the system switch is not valid: contact Alipay")),
    ILLEGAL_REQUEST_REFERER(Details.of(
            CODE,
            "请求来源不正确",
            "开启了防钓鱼，而请求不是从登记的网站发出的",
            "从登记过的网址发起付款",
            "the referer is refused by the anti-phishing check: start from the registered site")),
    ILLEGAL_ANTI_PHISHING_KEY(Details.of(
            CODE,
            "防钓鱼时间戳不正确",
            "没有签约防钓鱼却传了 anti_phishing_key，或者值不对",
            "没有签约就不传；签约的在每次付款前调用 query_timestamp",
            "anti_phishing_key is wrong: leave it out without the contract, or fetch a fresh one")),
    ANTI_PHISHING_KEY_TIMEOUT(Details.of(
            CODE,
            "防钓鱼时间戳过期",
            "时间戳取得太早",
            "在付款之前重新调用 query_timestamp",
            "anti_phishing_key is stale: fetch it just before the payment")),
    ILLEGAL_EXTER_INVOKE_IP(Details.of(
                    CODE,
                    "买家的 IP 地址不正确",
                    "exter_invoke_ip 不是买家的地址，或者没有签约却传了",
                    "没有签约就不传；签约的传买家浏览器的地址",
                    "exter_invoke_ip is wrong: leave it out without the contract, or send the buyer's address")
            .detectedBy(DetectedBy.of(Stage.PAYMENT, "exter_invoke_ip"))),

    // Errors on the page 调试错误 in a buyer's browser after a payment request.
    ILLEGAL_LOGISTICS_FORMAT(Details.of(
                    CODE,
                    "物流参数格式不正确",
                    "一组物流缺了类型、费用或支付方式，或者两组类型相同",
                    "每组物流的三项都要传，各组的类型互不相同",
                    "the logistics groups are malformed: send type, fee and payment of each group, with different types")
            .help(241186)
            .detectedBy(DetectedBy.of(Stage.PAYMENT, "logistics_type", "logistics_fee", "logistics_payment"))),
    ILLEGAL_FEE_PARAM(Details.of(
                    CODE,
                    "金额不正确",
                    "带逗号、超过两位小数，或者 total_fee 与单价数量不符",
                    "金额最多两位小数，只传 price 和 quantity",
                    "an amount is malformed or contradicts another: two decimals, and price with quantity only")
            .help(241194)
            .detectedBy(DetectedBy.of(Stage.PAYMENT, "price", "discount", "total_fee"))),
    SELLER_NOT_IN_SPECIFIED_SELLERS(Details.of(
                    CONFIGURATION,
                    "收款账号不是签约的账号",
                    "seller_email 填了另一个账号",
                    "把 seller_email 改成签约的支付宝账号",
                    "the seller is not bound to the contract: use the contracted account as seller_email")
            .help(241185)),
    SELLER_NOT_EXIST(Details.of(
                    CONFIGURATION,
                    "收款账号不存在",
                    "seller_email 抄错",
                    "核对 seller_email 的拼写",
                    "the seller's account does not exist: correct seller_email")
            .help(241188)
            .detectedBy(DetectedBy.of(Stage.CONFIGURATION, "seller_email"))),
    BUYER_SELLER_EQUAL(Details.of(
                    BUYER,
                    "买家和卖家是同一个账号",
                    "开发人员用收款账号付款",
                    "换一个支付宝账号付款",
                    "buyer and seller are one account: pay with another")
            .help(241189)
            .detectedBy(DetectedBy.of(Stage.PAYMENT, "buyer_email"))),
    TRADE_DATA_MATCH_ERROR(Details.of(
                    CODE,
                    "同一个订单号的内容与上次不同",
                    "改了价格或内容，或者测试和正式环境共用订单号",
                    "内容变了就换一个新的 out_trade_no",
                    "the data of this out_trade_no differ from the first request: use a new number")
            .help(241190)
            .detectedBy(DetectedBy.of(Stage.ORDER_SERVICE, "CHANGED"))),
    TRADE_NOT_ALLOWED_PAY(Details.of(
                    BUYER,
                    "交易已经付过款或已经关闭",
                    "重复点击付款，或者付款期限已过",
                    "显示订单现在的状态；要再买就换一个新的订单号",
                    "the trade is paid or closed already: show the order's state")
            .help(241187)
            .detectedBy(DetectedBy.of(Stage.ORDER_SERVICE, "ALREADY_PAID", "CLOSED"))),
    BUSINESS_DATA_TAMPERED(Details.of(
                    CODE,
                    "业务数据被篡改",
                    "付款链接或表单在签名之后被改动，或者物流参数格式不对",
                    "从商户网站重新发起付款；仍然这样就检查物流参数",
                    "the request was edited after signing, or its logistics are malformed: start again, then check the logistics")
            .spelled("业务数据被篡改")
            .help(241193)
            .detectedBy(DetectedBy.of(Stage.PAYMENT, "logistics_type", "logistics_fee", "logistics_payment"))),
    ILLEGAL_OUTTIME_ARGUMENT(Details.of(
                    CODE,
                    "超时参数不正确",
                    "写成 1.5h，或者超过 15d",
                    "写整数加单位，例如 90m、2h、15d，范围 1m 到 15d",
                    "a timeout is malformed: an integer with m, h or d, from 1m to 15d")
            .detectedBy(DetectedBy.of(Stage.PAYMENT, "it_b_pay", "t_s_send_1", "t_s_send_2", "t_b_rec_post"))),
    SELF_TIMEOUT_NOT_SUPPORT(Details.of(
            ALIPAY,
            "没有签约自定义超时",
            "没有签约却传了 it_b_pay 或 t_ 开头的参数",
            "去掉这些参数，或者联系支付宝开通",
            "own timeouts are not contracted: leave it_b_pay and t_* out")),
    ILLEGAL_PAYMENT_TYPE(
            Details.of(CODE, "支付类型不正确", "payment_type 不是 1", "payment_type 写 1（商品购买）", "payment_type is wrong: send 1")
                    .detectedBy(DetectedBy.of(Stage.PAYMENT, "payment_type"))),
    PRODUCT_NOT_EXIST(Details.of(
            ALIPAY, "产品类型不存在", "签约数据不完整", "联系支付宝", "the product type is unknown: contact Alipay about the contract")),
    CHANNEL_NOT_EXIST(Details.of(
            ALIPAY, "渠道类型不存在", "签约数据不完整", "联系支付宝", "the channel is unknown: contact Alipay about the contract")),
    EXPARTNER_INFO_UNCORRECT(Details.of(
            ALIPAY, "商户的接口资料不正确", "签约资料没有配好", "联系支付宝", "the merchant's interface data are wrong: contact Alipay")),
    LOGISTICS_CHOOSE_ERROR(Details.of(
            BUYER,
            "选择的物流方式不在提供的范围内",
            "收银台页面被改动",
            "从商户网站重新发起付款",
            "the chosen logistics were not offered: start the payment again")),
    TRADE_BUYER_NOT_MATCH(Details.of(
            BUYER,
            "买家与原交易不同",
            "另一个买家接着付同一笔交易",
            "用原来的账号付款，或换一个新的订单号",
            "another buyer resumed the trade: use the first account, or a new order")),
    TRADE_SELLER_NOT_MATCH(Details.of(
            CODE,
            "卖家与原交易不同",
            "同一个订单号换了收款账号",
            "换一个新的订单号",
            "the seller differs from the stored trade: use a new order number")),
    TOTAL_FEE_LESSEQUAL_ZERO(Details.of(
                    CODE,
                    "应付金额小于或等于零",
                    "discount 减得太多",
                    "discount 是加到总价上的，减价写负数，总价要大于 0",
                    "the amount to pay is not above zero: discount is too large")
            .detectedBy(DetectedBy.of(Stage.PAYMENT, "discount"))),
    TOTAL_FEE_GREATER_THAN_MAX(Details.of(
                    CODE,
                    "担保交易总价超过 1000000.00 元",
                    "订单太大",
                    "拆成几笔订单",
                    "an escrow trade exceeds 1,000,000.00 yuan: split the order")
            .detectedBy(DetectedBy.of(Stage.PAYMENT, "price"))),
    EXTERFACE_INVOKE_CONTEXT_EXPIRED(Details.of(
            BUYER,
            "收银台页面已经失效",
            "页面打开得太久",
            "从商户网站重新发起付款",
            "the cashier's page was open too long: start the payment again")),
    MAX_MONEY_COMPANY_TO_INDIVIDUAL(Details.of(
            BUYER,
            "公司账户付给个人超过 50000 元",
            "付款方是公司，收款方是个人",
            "减小金额，或改用公司收款账号",
            "a company pays an individual more than 50,000 yuan: pay less, or to a company")),
    TRADE_PRICE_NOT_MATCH(Details.of(
                    CODE,
                    "单价与上次不同",
                    "同一个订单号改了价格",
                    "换一个新的订单号",
                    "the price differs from the first request: use a new order number")
            .detectedBy(DetectedBy.of(Stage.ORDER_SERVICE, "CHANGED"))),
    TRADE_QUANTITY_NOT_MATCH(Details.of(
                    CODE,
                    "数量与上次不同",
                    "同一个订单号改了数量",
                    "换一个新的订单号",
                    "the quantity differs from the first request: use a new order number")
            .detectedBy(DetectedBy.of(Stage.ORDER_SERVICE, "CHANGED"))),
    TRADE_TOTALFEE_NOT_MATCH(Details.of(
                    CODE,
                    "总价与上次不同",
                    "同一个订单号改了总价",
                    "换一个新的订单号",
                    "the total differs from the first request: use a new order number")
            .detectedBy(DetectedBy.of(Stage.ORDER_SERVICE, "CHANGED"))),
    BUYER_NOT_EXIST(Details.of(
            BUYER,
            "买家账号不存在",
            "buyer_email 抄错，或者账号没有注册",
            "改正或不传 buyer_email，由买家自己登录",
            "the buyer's account does not exist: leave buyer_email out, or correct it")),
    SUBJECT_MUST_NOT_BE_NULL(Details.of(CODE, "没有商品名称", "subject 为空", "填写 subject", "subject is empty: fill it in")
            .detectedBy(DetectedBy.of(Stage.PAYMENT, "subject"))),
    PARAMTER_IS_NULL(
            Details.of(CODE, "少了必填的参数", "参数为空", "对照接口文档补齐参数", "a required parameter is empty: complete the request")
                    .detectedBy(DetectedBy.of(Stage.PAYMENT, "out_trade_no", "subject", "price"))),

    // Errors of send_goods_confirm_by_platform, close_trade, single_trade_query.
    TRADE_NOT_EXIST(Details.of(
            CODE,
            "交易不存在",
            "交易号不对，或者买家还没有登录收银台",
            "核对 trade_no；买家还没有登录收银台时，支付宝还没有这笔交易",
            "the trade does not exist: check trade_no; before the buyer has logged in there is none")),
    TRADE_STATUS_NOT_AVAILD(Details.of(
            CODE,
            "交易当前的状态不允许这个操作",
            "交易已经前进、付款或关闭",
            "用 single_trade_query 查询交易现在的状态",
            "the trade's status does not allow this: query it first")),
    GENERIC_FAILURE(
            Details.of(ALIPAY, "执行失败", "支付宝一侧没有说明原因", "稍后再试", "the call failed without a reason: try again later")
                    .passing()),

    // Errors of refund_fastpay_by_platform_pwd and _nopwd, about the whole batch.
    BATCH_NO_FORMAT_ERROR(Details.of(
                    CODE,
                    "退款批次号格式不正确",
                    "日期不是当天，或者后面不足 3 位",
                    "写成当天日期 yyyyMMdd 加 3 到 24 位字母或数字，不能是 000",
                    "batch_no is malformed: today's yyyyMMdd and 3 to 24 letters or digits")
            .detectedBy(DetectedBy.of(Stage.REFUND, "batch_no"))),
    DUPLICATE_BATCH_NO(Details.of(
            CODE,
            "退款批次号重复",
            "同一批提交了两次",
            "这一批已经提交过，不要换批次号再提交，先查退款结果",
            "this batch was submitted before: look its result up, and do not send it under another number")),
    BATCH_NUM_ERROR(Details.of(
                    CODE,
                    "退款笔数不正确",
                    "batch_num 不是正整数",
                    "batch_num 等于 detail_data 里的笔数",
                    "batch_num is wrong: it is the count of items")
            .detectedBy(DetectedBy.of(Stage.REFUND, "batch_num"))),
    BATCH_NUM_EXCEED_LIMIT(
            Details.of(CODE, "退款笔数超过 1000", "一批太多", "分成几批提交", "more than 1,000 refunds in a batch: split it")
                    .detectedBy(DetectedBy.of(Stage.REFUND, "batch_num"))),
    BATCH_NUM_NOT_EQUAL_TOTAL(Details.of(
                    CODE,
                    "batch_num 与 detail_data 的笔数不一致",
                    "笔数数错，或者理由里有 #",
                    "batch_num 等于 # 的个数加 1",
                    "batch_num differs from the items in detail_data: it is the number of # plus one")
            .detectedBy(DetectedBy.of(Stage.REFUND, "batch_num"))),
    REFUND_DATE_ERROR(Details.of(
                    CODE,
                    "退款时间不正确",
                    "格式不对，或者不是现在",
                    "refund_date 写成现在的时间 yyyy-MM-dd HH:mm:ss",
                    "refund_date is wrong: send the present time")
            .detectedBy(DetectedBy.of(Stage.REFUND, "refund_date"))),
    DETAIL_DATA_FORMAT_ERROR(Details.of(
                    CODE,
                    "退款明细格式不正确",
                    "缺了一段，或者理由里有 ^ # $",
                    "每笔写成 交易号^金额^理由，用 # 分隔",
                    "detail_data is malformed: trade_no^amount^reason, joined by #")
            .detectedBy(DetectedBy.of(Stage.REFUND, "detail_data"))),
    SINGLE_DETAIL_DATA_EXCEED_LIMIT(
            Details.of(CODE, "单笔退款明细太长", "退款理由超过 256 字节", "缩短退款理由", "one item is too long: shorten its reason")
                    .detectedBy(DetectedBy.of(Stage.REFUND, "detail_data"))),
    DUBL_TRADE_NO_IN_SAME_BATCH(Details.of(
                    CODE,
                    "同一批里交易号重复",
                    "一笔交易写了两次",
                    "合并成一笔，或分两批提交",
                    "a trade stands in the batch twice: merge the two, or send two batches")
            .detectedBy(DetectedBy.of(Stage.REFUND, "detail_data"))),
    NOT_THIS_SELLER_TRADE(Details.of(
            CONFIGURATION,
            "不是这个卖家的交易",
            "seller_email 或交易号不对",
            "核对 seller_email 和交易号",
            "the trade is not this seller's: check seller_email and trade_no")),
    NOT_THIS_PARTNERS_TRADE(Details.of(
            CONFIGURATION,
            "不是这个合作者的交易",
            "partner 或交易号不对",
            "核对 partner 和交易号",
            "the trade is not this partner's: check partner and trade_no")),
    SELLER_INFO_NOT_EXIST(Details.of(
            CONFIGURATION,
            "卖家账户不存在",
            "seller_email 抄错",
            "核对 seller_email",
            "the seller's account does not exist: check seller_email")),
    PARTNER_NOT_SIGN_PROTOCOL(Details.of(
            ALIPAY, "没有签订退款协议", "没有签约退款接口", "联系支付宝开通退款接口", "no agreement about refunds: have the service opened")),
    PWD_REFUND_NOT_ALLOW_ROYALTY(Details.of(
            CODE, "有密退款不支持分润", "明细里有分润", "去掉分润信息", "refunds with a password take no royalty parts: leave them out")),

    // Errors of refund_fastpay_by_platform_pwd and _nopwd, about one trade in a batch.
    TRADE_NOT_EXISTS(
            Details.of(CODE, "退款的交易不存在", "交易号不对", "核对 trade_no", "the trade to refund does not exist: check trade_no")),
    TRADE_STATUS_ERROR(Details.of(
            CODE,
            "交易的状态不允许退款",
            "担保交易，或者还没有付款",
            "担保交易由买家在支付宝上申请退款；即时到账要在可退款的期限内",
            "the trade's status allows no refund: escrow refunds are the buyer's to apply for")),
    TRADE_HAS_CLOSED(Details.of(
            MERCHANT,
            "交易已关闭，不能退款",
            "已经全额退款，或者没有付款就关闭了",
            "核对是否已经全额退款",
            "the trade is closed: see whether it was refunded in full")),
    TRADE_HAS_FINISHED(Details.of(
            MERCHANT,
            "交易已结束，不能退款",
            "超过退款期限",
            "超过退款期限，与买家协商转账",
            "the trade is finished: its time for refunds is over, settle it with the buyer")),
    REFUND_AMOUNT_NOT_VALID(Details.of(
            CODE, "退款金额不正确", "格式不对", "写成最多两位小数、大于 0 的金额", "the amount is malformed: above zero, two decimals")),
    REFUND_TRADE_FEE_ERROR(Details.of(
            CODE,
            "退款金额不正确，或超过可退金额",
            "超过剩下的金额",
            "用 single_trade_query 查询已退金额",
            "the amount is more than can be refunded: query what was refunded")),
    REASON_TRADE_REFUND_FEE_ERR(Details.of(
            CODE,
            "退款金额不正确，或超过可退金额",
            "超过剩下的金额",
            "用 single_trade_query 查询已退金额",
            "the amount is more than can be refunded: query what was refunded")),
    REASON_HAS_REFUND_FEE_NOT_MATCH(Details.of(
            CODE,
            "已退金额不一致",
            "同一笔正在由别处退款",
            "用 single_trade_query 查询已退金额",
            "the refunded amount does not match: query what was refunded")),
    TRADE_PRODUCT_TYPE_NOT_ALLOW_REFUND(Details.of(
            MERCHANT,
            "这种产品的交易不能用接口退款",
            "产品不支持",
            "在支付宝网站上处理",
            "this product cannot be refunded by a call: use Alipay's site")),
    TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH(Details.of(
            MERCHANT,
            "卖家账户余额不足",
            "余额少于退款金额",
            "充值后用新的批次号再退",
            "the seller's balance is too low: top it up and refund in a new batch")),
    SELLER_BALANCE_NOT_ENOUGH(Details.of(
            MERCHANT,
            "卖家账户余额不足",
            "余额少于退款金额",
            "充值后用新的批次号再退",
            "the seller's balance is too low: top it up and refund in a new batch")),
    TXN_RESULT_ACCOUNT_STATUS_NOT_VALID(Details.of(
            ALIPAY,
            "账户状态不正常",
            "账户被冻结或注销",
            "联系支付宝核对卖家和买家的账户",
            "an account is not in order: have Alipay check seller and buyer")),
    REASON_REFUND_AMOUNT_LESS_THAN_COUPON_FEE(Details.of(
            MERCHANT,
            "退款金额小于红包金额",
            "买家用了红包",
            "退款金额不能小于买家使用的红包",
            "the amount is below the buyer's coupon: refund at least that"));

    private static final Map<String, GatewayError> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toMap(GatewayError::code, Function.identity()));

    /**
     * One row of the table.
     *
     * @param code the word on the page, "" for the constant's name
     * @param help the help_id of the tutorials' link, 0 for none
     * @param detectedBy the checks that detect it before Alipay does
     */
    private record Details(
            ResponsibleParty fixer,
            String meaning,
            String cause,
            String remedy,
            String english,
            String code,
            int help,
            List<DetectedBy> detectedBy,
            boolean isPassing) {

        static Details of(ResponsibleParty fixer, String meaning, String cause, String remedy, String english) {
            return new Details(fixer, meaning, cause, remedy, english, "", 0, List.of(), false);
        }

        Details spelled(String word) {
            return new Details(fixer, meaning, cause, remedy, english, word, help, detectedBy, isPassing);
        }

        Details help(int id) {
            return new Details(fixer, meaning, cause, remedy, english, code, id, detectedBy, isPassing);
        }

        Details detectedBy(DetectedBy... by) {
            return new Details(fixer, meaning, cause, remedy, english, code, help, List.of(by), isPassing);
        }

        Details passing() {
            return new Details(fixer, meaning, cause, remedy, english, code, help, detectedBy, true);
        }
    }

    private final Details entry;

    GatewayError(Details entry) {
        this.entry = entry;
    }

    /** Returns the word as the gateway writes it: the constant's name, except for the one page that shows a sentence instead. */
    public String code() {
        return entry.code().isEmpty() ? name() : entry.code();
    }

    /** Returns what is wrong. */
    public String meaning() {
        return entry.meaning();
    }

    /** Returns the usual cause. */
    public String cause() {
        return entry.cause();
    }

    /** Returns what to do. */
    public String remedy() {
        return entry.remedy();
    }

    /** Returns meaning and remedy in one English sentence. */
    public String english() {
        return entry.english();
    }

    /** Returns who can fix it. */
    public ResponsibleParty fixer() {
        return entry.fixer();
    }

    /** Returns the number of Alipay's help page; empty for codes the tutorials do not list. */
    public OptionalInt help_id() {
        return entry.help() == 0 ? OptionalInt.empty() : OptionalInt.of(entry.help());
    }

    /** Returns the merchant's checks that detect it before a request is sent; empty where only Alipay can know. */
    public List<DetectedBy> detectedBy() {
        return entry.detectedBy();
    }

    /** Returns whether the same call may succeed later without any change. */
    public boolean isPassing() {
        return entry.isPassing();
    }

    /** Returns, for example, {@code ILLEGAL_SIGN_TYPE（签名类型不正确）：sign_type 写成大写的 MD5（由商户配置处理）}. */
    public String advice() {
        return code() + "（" + meaning() + "）：" + remedy() + "（由"
                + fixer().label().in(Locale.CHINESE) + "处理）";
    }

    /** Returns the error of this code, ignoring case (the tutorials print one in lower case); empty if no document lists it. */
    public static Optional<GatewayError> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code.strip().toUpperCase(Locale.ROOT)));
    }
}
