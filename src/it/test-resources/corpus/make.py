"""Writes situations.json: messages and requests, each broken the way the world breaks them.

Nothing of the Java code takes part: signing, encoding and every kind of damage is done here, with Python's own library.
The accounts and keys are invented. Run it in this folder: python3 make.py
"""
import base64
import hashlib
import html
import json
from urllib.parse import quote, quote_plus, unquote_to_bytes

KEY = "k3ysim0a1b2c3d4e5f6g7h8i9j0k1l2m"
OTHER_KEY = "0therfakekey0therfakekey0therfak"
PARTNER = "2088000000000001"
ID = "RqPnCoPT3K9%2Fvwbh3I%2BSimulatedReturnId001"


def octets(text, charset):
    return text if isinstance(text, bytes) else text.encode(charset)


def signed_text(pairs, charset):
    kept = [(octets(n, charset), octets(v, charset)) for n, v in pairs if v not in ("", b"") and n not in ("sign", "sign_type")]
    return b"&".join(n + b"=" + v for n, v in sorted(kept))


def md5(text, key=KEY, charset="utf-8"):
    return hashlib.md5(text + key.encode(charset)).hexdigest()


def wire(pairs, charset):
    return "&".join(quote_plus(octets(n, charset), safe="") + "=" + quote_plus(octets(v, charset), safe="") for n, v in pairs)


def escrow_return(charset, **change):
    return merge([
        ("is_success", "T"), ("buyer_email", "buyer@example.com"), ("buyer_id", "2088000000000003"), ("discount", "0.00"),
        ("gmt_create", "2011-03-15 09:59:00"), ("gmt_payment", "2011-03-15 10:00:01"), ("is_total_fee_adjust", "N"),
        ("logistics_fee", "10.00"), ("logistics_payment", "BUYER_PAY"), ("logistics_type", "EXPRESS"), ("notify_id", ID),
        ("notify_time", "2011-03-15 10:00:05"), ("notify_type", "trade_status_sync"), ("out_trade_no", "SIM201103150001"),
        ("payment_type", "1"), ("price", "328.00"), ("quantity", "1"), ("receive_address", "上海 上海市 普陀区 XX路1号"),
        ("receive_name", "张三"), ("receive_zip", "200062"), ("seller_actions", "SEND_GOODS"),
        ("seller_email", "seller@example.com"), ("seller_id", "2088000000000002"), ("subject", "测试订单"),
        ("total_fee", "338.00"), ("trade_no", "2011031500000001"), ("trade_status", "WAIT_SELLER_SEND_GOODS"),
        ("use_coupon", "N")], change)


def instant_return(charset, **change):
    return merge([
        ("buyer_email", "buyer@example.com"), ("buyer_id", "2088000000000003"), ("exterface", "trade_create_by_buyer"),
        ("is_success", "T"), ("notify_id", ID), ("notify_time", "2011-03-15 10:05:05"), ("notify_type", "trade_status_sync"),
        ("out_trade_no", "SIM201103150002"), ("payment_type", "1"), ("seller_email", "seller@example.com"),
        ("seller_id", "2088000000000002"), ("subject", "录音笔"), ("total_fee", "0.01"), ("trade_no", "2011031500000002"),
        ("trade_status", "TRADE_FINISHED")], change)


def notification(charset, **change):
    return merge([
        ("discount", "0.00"), ("payment_type", "1"), ("subject", "测试订单"), ("trade_no", "2011031500000001"),
        ("buyer_email", "buyer@example.com"), ("gmt_create", "2011-03-15 09:59:00"), ("notify_type", "trade_status_sync"),
        ("quantity", "1"), ("out_trade_no", "SIM201103150001"), ("seller_id", "2088000000000002"),
        ("notify_time", "2011-03-15 10:00:02"), ("trade_status", "WAIT_SELLER_SEND_GOODS"), ("is_total_fee_adjust", "N"),
        ("total_fee", "338.00"), ("gmt_payment", "2011-03-15 10:00:01"), ("seller_email", "seller@example.com"),
        ("price", "328.00"), ("buyer_id", "2088000000000003"), ("notify_id", "0123456789abcdef0123456789abcdef7g"),
        ("use_coupon", "N")], change)


def refund_notification(charset, **change):
    return merge([
        ("notify_time", "2011-03-20 09:00:00"), ("batch_no", "20110320001"), ("success_num", "1"),
        ("result_details", "2011031500000002^0.01^SUCCESS"), ("notify_type", "batch_refund_notify"),
        ("notify_id", "fedcba9876543210fedcba98765432107g")], change)


def request(charset, **change):
    return merge([
        ("service", "create_partner_trade_by_buyer"), ("partner", PARTNER), ("_input_charset", charset),
        ("notify_url", "http://shop.example.com/alipay/notify_url.jsp"),
        ("return_url", "http://shop.example.com/alipay/return_url.jsp"), ("seller_email", "seller@example.com"),
        ("out_trade_no", "SIM201103150001"), ("subject", "测试订单"), ("body", "2G 录音笔"), ("payment_type", "1"),
        ("price", "328.00"), ("quantity", "1"), ("logistics_fee", "10.00"), ("logistics_type", "EXPRESS"),
        ("logistics_payment", "BUYER_PAY")], change)


def ship_request(charset, **change):
    return merge([
        ("service", "send_goods_confirm_by_platform"), ("partner", PARTNER), ("_input_charset", charset),
        ("trade_no", "2011031500000001"), ("logistics_name", "顺丰速运"), ("invoice_no", "SF0001"),
        ("transport_type", "EXPRESS")], change)


def merge(pairs, change):
    names = [n for n, _ in pairs]
    done = [(n, change.get(n, v)) for n, v in pairs]
    return done + [(n, v) for n, v in change.items() if n not in names]


KINDS = {escrow_return: "return", instant_return: "return", notification: "notification",
         refund_notification: "notification", request: "request", ship_request: "request"}
situations = []


def add(comment, base, charset, expect, raw=None, sign=None, pairs=None, received=None, text=None, key=KEY, account=None,
        others=(), known=None, query=None, sign_type="MD5"):
    """pairs: what was signed. received: what is on the wire (default: the same)."""
    if raw is None:
        pairs = pairs if pairs is not None else base(charset)
        sign = sign if sign is not None else md5(text if text is not None else signed_text(pairs, charset), key, charset)
        on_wire = list(received if received is not None else pairs)
        raw = wire(on_wire + [("sign", sign)] + ([("sign_type", sign_type)] if sign_type is not None else []), charset)
    if isinstance(raw, bytes):
        raw = raw.decode("latin-1")
    if query is None and KINDS[base] == "request":
        query = "_input_charset=" + charset
    situation = {"id": len(situations) + 1, "comment": comment, "kind": KINDS[base], "charset": charset,
                 "account": dict({"partner": PARTNER, "key": KEY, "sign_type": "MD5"}, **(account or {})),
                 "others": list(others), "known": known or {}, "query": query or "", "raw": raw,
                 "expect": [expect] if isinstance(expect, str) else list(expect)}
    situations.append(situation)


def without(pairs, *names):
    return [(n, v) for n, v in pairs if n not in names]


def changed(pairs, **change):
    return merge(pairs, change)


BOTH = ("utf-8", "gbk")
OTHER = {"utf-8": "gbk", "gbk": "utf-8"}

# ---------------------------------------------------------------- one thing broken: charsets
for cs in BOTH:
    # The site is configured for one charset, the trade was made in the other: the message comes in the other.
    theirs = OTHER[cs]
    for base in (escrow_return, notification):
        pairs = base(theirs)
        good = wire(pairs + [("sign", md5(signed_text(pairs, theirs), KEY, theirs)), ("sign_type", "MD5")], theirs)
        add(f"configured {cs}, the message is {theirs}", base, cs, "OTHER_CHARSET", raw=good)
    # The page signs the bytes of one charset, the browser posts the other.
    add(f"signed as {theirs}, posted as {cs}", request, cs, "OTHER_CHARSET", text=signed_text(request(cs), theirs))
    # A proxy turns the body into the other charset.
    pairs = notification(cs)
    add(f"a proxy posts {cs} on although the message was {theirs}", notification, cs, "RECODED_ON_THE_WAY",
        text=signed_text(notification(cs), theirs))
    # A container read the bytes as ISO-8859-1 and passed them on in UTF-8.
    if cs == "utf-8":
        for theirs2 in BOTH:
            pairs = notification(theirs2)
            read = [(n, octets(v, theirs2).decode("latin-1")) for n, v in pairs]
            add(f"{theirs2} bytes read as ISO-8859-1, passed on as UTF-8", notification, cs, "READ_AS_LATIN1",
                received=read, text=signed_text(pairs, theirs2))
# UTF-8 read as GBK and passed on as UTF-8 (an even number of three-byte characters survives it).
pairs = notification("utf-8", subject="测试订单")
read = [(n, octets(v, "utf-8").decode("gbk")) for n, v in pairs]
add("UTF-8 bytes read as GBK, passed on as UTF-8", notification, "utf-8", "DOUBLE_ENCODED", received=read,
    text=signed_text(pairs, "utf-8"))
add("signed with getBytes(ISO-8859-1): every Chinese character became ?", request, "utf-8", "CHARACTERS_REPLACED",
    text=signed_text([(n, v.encode("latin-1", "replace")) for n, v in request("utf-8")], "utf-8"))
pairs = request("gbk", subject="朱镕基传")
add("signed with an encoder that has only GB2312: 镕 became ?", request, "gbk", "CHARACTERS_REPLACED", pairs=pairs,
    text=signed_text([(n, v.encode("gb2312", "replace")) for n, v in pairs], "gbk"))
pairs = request("utf-8")
add("the vendor's getBytes(ISO-8859-1) recoding on text that was right", request, "utf-8", "READ_AS_LATIN1",
    text=signed_text([(n, v.encode("utf-8").decode("latin-1").encode("utf-8")) for n, v in pairs], "utf-8"))
# The bytes are gone: U+FFFD.
pairs = escrow_return("gbk")
lost = [(n, octets(v, "gbk").decode("utf-8", "replace")) for n, v in pairs]
add("GBK bytes read as UTF-8 by the container: only U+FFFD is left", escrow_return, "utf-8", "CHARACTERS_LOST",
    received=lost, text=signed_text(pairs, "gbk"))
# _input_charset only in the posted body.
add("_input_charset is not in the address of the form", request, "utf-8", "CHARSET_NOT_IN_QUERY", query="x")
situations[-1]["query"] = ""

# ---------------------------------------------------------------- the key
for cs, base in (("gbk", request), ("utf-8", ship_request)):
    add("the key was pasted with a blank behind it", base, cs, "KEY_WITH_BLANKS", key=KEY + " ")
    add("the key was read with its line break", base, cs, "KEY_WITH_BLANKS", key=KEY + "\r\n")
add("the key was pasted with a tab before it", request, "utf-8", "KEY_WITH_BLANKS", key="\t" + KEY)
add("the key was written in quotes", request, "utf-8", "KEY_WITH_BLANKS", key='"' + KEY + '"')
add("the program does not trim the configured key", notification, "gbk", "KEY_WITH_BLANKS", account={"key": KEY + " "})
add("the key file begins with a byte order mark", notification, "utf-8", "KEY_WITH_BLANKS",
    account={"key": "\ufeff" + KEY})
add("the key was typed in capitals", escrow_return, "gbk", "KEY_LETTER_CASE", account={"key": KEY.upper()})
add("the key was signed in capitals", request, "utf-8", "KEY_LETTER_CASE", key=KEY.upper())
for cs, base, slip in (("utf-8", request, KEY[:7] + "x" + KEY[8:]), ("gbk", notification, KEY[:-1]),
                       ("utf-8", escrow_return, KEY[:16] + "q" + KEY[16:]), ("gbk", request, KEY[1] + KEY[0] + KEY[2:])):
    add("the key was typed by hand, with one slip", base, cs, "KEY_MISTYPED", account={"key": slip})
shops = [{"name": "2088000000000009", "partner": "2088000000000009", "key": OTHER_KEY},
         {"name": "2088000000000008", "partner": "2088000000000008", "key": "thirdfakekeythirdfakekeythirdfak"}]
for cs, base in (("gbk", notification), ("utf-8", escrow_return), ("utf-8", request)):
    add("the key of another shop", base, cs, "KEY_OF_ANOTHER_MERCHANT", key=OTHER_KEY, others=shops)
add("partner and key are swapped in the file", notification, "utf-8", "PARTNER_AND_KEY_SWAPPED",
    account={"partner": KEY, "key": PARTNER})
add("partner is used where the key belongs", request, "gbk", "PARTNER_AND_KEY_SWAPPED", key=PARTNER)
add("no key was appended at all", request, "utf-8", "KEY_MISSING", key="")
add("an ampersand before the key", request, "utf-8", "SEPARATOR_BEFORE_KEY", key="&" + KEY)
add("&key= before the key, as another payment does it", request, "gbk", "SEPARATOR_BEFORE_KEY", key="&key=" + KEY)

# ---------------------------------------------------------------- parameters
for cs, base in (("gbk", escrow_return), ("utf-8", instant_return)):
    good = base(cs)
    add("return_url ends in ?id=123", base, cs, "EXTRA_PARAMETER", pairs=good, received=[("id", "123")] + good)
add("the servlet's session id became a parameter", escrow_return, "utf-8", "EXTRA_PARAMETER",
    received=escrow_return("utf-8") + [("jsessionid", "0A1B2C3D4E5F60718293A4B5C6D7E8F9")])
add("a rewrite added its route", notification, "gbk", "EXTRA_PARAMETER",
    received=[("s", "/alipay/notify")] + notification("gbk"))
add("the named submit button was posted", request, "gbk", "EXTRA_PARAMETER",
    received=request("gbk") + [("button1", "确认付款")])
add("two foreign parameters of a framework", notification, "utf-8", "EXTRA_PARAMETER",
    received=[("controller", "pay"), ("action", "notify")] + notification("utf-8"))
add("_input_charset was sent but not signed", request, "gbk", "EXTRA_PARAMETER",
    pairs=without(request("gbk"), "_input_charset"), received=request("gbk"))
for cs in BOTH:
    sent = request(cs, show_url="", receive_phone="")
    add("empty values took part", request, cs, "EMPTY_VALUES_SIGNED", received=sent,
        text=b"&".join(octets(n, cs) + b"=" + octets(v, cs) for n, v in sorted(sent)))
sent = request("utf-8", discount="")
add("an empty value was signed as null", request, "utf-8", "EMPTY_VALUES_SIGNED", received=sent,
    text=b"&".join(octets(n, "utf-8") + b"=" + (octets(v, "utf-8") or b"null") for n, v in sorted(sent)))
sent = request("utf-8") + [("sign_type", "MD5")]
add("sign_type took part", request, "utf-8", "SIGN_TYPE_SIGNED", received=request("utf-8"),
    text=b"&".join(octets(n, "utf-8") + b"=" + octets(v, "utf-8") for n, v in sorted(sent)))
sent = request("gbk") + [("sign", "")]
add("the empty sign took part", request, "gbk", "SIGN_SIGNED", received=request("gbk"),
    text=b"&".join(octets(n, "gbk") + b"=" + octets(v, "gbk") for n, v in sorted(sent)))
add("a rewrite rule dropped payment_type", notification, "utf-8", "PARAMETER_LOST",
    pairs=notification("utf-8"), received=without(notification("utf-8"), "payment_type"))
add("the framework took is_success for itself", escrow_return, "gbk", "PARAMETER_LOST",
    pairs=escrow_return("gbk"), received=without(escrow_return("gbk"), "is_success"))
add("the address filter of a firewall removed the seller's e-mail", notification, "gbk", "PARAMETER_LOST",
    received=without(notification("gbk"), "seller_email"), known={"seller_email": "seller@example.com"})
add("the subject was shortened on the way", notification, "utf-8", "VALUE_CHANGED",
    received=changed(notification("utf-8"), subject="测试"), known={"subject": "测试订单"})
add("the same parameter came twice", escrow_return, "utf-8", "REPEATED_NAME",
    received=escrow_return("utf-8") + [("subject", "另一个")])
add("the subject's & was not encoded", escrow_return, "utf-8", "VALUE_SPLIT",
    raw=wire(escrow_return("utf-8", subject="SPLIT") + [("sign", md5(signed_text(
        escrow_return("utf-8", subject="Tom&Jerry=cat"), "utf-8")))], "utf-8").replace("SPLIT", "Tom&Jerry=cat"))
pairs = request("gbk", body="Salt&Pepper")
add("the body's & was not encoded", request, "gbk", "VALUE_SPLIT",
    raw=wire(pairs + [("sign", md5(signed_text(pairs, "gbk"), KEY, "gbk")), ("sign_type", "MD5")], "gbk").replace(
        "Salt%26Pepper", "Salt&Pepper"))
pairs = escrow_return("utf-8", receive_name="gift&total_fee=9999.00&z=")
add("a buyer's name that holds a parameter", escrow_return, "utf-8", "PARAMETER_INSIDE_VALUE", pairs=pairs)
pairs = escrow_return("utf-8", subject="全场100%")
add("a % that begins no escape", escrow_return, "utf-8", "BAD_ESCAPE",
    raw=wire(pairs + [("sign", md5(signed_text(pairs, "utf-8")))], "utf-8").replace("100%25", "100%"))

# ---------------------------------------------------------------- encoding of values
for cs in BOTH:
    pairs = request(cs)
    add("the values were encoded before they were signed", request, cs, "ENCODED_VALUES_SIGNED",
        text=b"&".join(f"{n}={quote_plus(octets(v, cs))}".encode() for n, v in sorted(pairs)))
pairs = request("utf-8")
add("encoded as .NET does, lower-case hex, before signing", request, "utf-8", "ENCODED_VALUES_SIGNED",
    text=b"&".join(n.encode() + b"=" + b"".join(
        p if i == 0 else b"%" + p[:2].lower() + p[2:] for i, p in enumerate(quote_plus(v).encode().split(b"%")))
        for n, v in sorted(pairs)))
add("encoded as rawurlencode does before signing", request, "utf-8", "ENCODED_VALUES_SIGNED",
    text=b"&".join(f"{n}={quote(v, safe='')}".encode() for n, v in sorted(pairs)))
pairs = request("utf-8", body="a b+c")
text = signed_text(pairs, "utf-8")
add("the address was put together without encoding", request, "utf-8", "VALUES_NOT_ENCODED",
    raw=b"&".join(octets(n, "utf-8") + b"=" + octets(v, "utf-8") for n, v in pairs) + b"&sign=" + md5(text).encode()
    + b"&sign_type=MD5")
for cs, base in (("gbk", escrow_return), ("utf-8", instant_return)):
    pairs = base(cs)
    add("a filter decoded notify_id a second time", base, cs, "DECODED_TWICE", pairs=pairs,
        received=changed(pairs, notify_id=unquote_to_bytes(ID)))
add("the page decoded every value a second time before signing", instant_return, "utf-8", "DECODED_TWICE",
    text=signed_text([(n, unquote_to_bytes(v)) for n, v in instant_return("utf-8")], "utf-8"))
for cs, base in (("utf-8", notification), ("gbk", request)):
    pairs = base(cs, body="C++ 入门 a+b")
    raw = wire(pairs + [("sign", md5(signed_text(pairs, cs), KEY, cs)), ("sign_type", "MD5")], cs)
    add("the plus signs of the body became blanks", base, cs, "PLUS_AND_BLANK", raw=raw.replace("%2B", "+"))
pairs = request("utf-8", subject="Nokia N8 手机")
raw = wire(pairs + [("sign", md5(signed_text(pairs, "utf-8"))), ("sign_type", "MD5")], "utf-8")
add("a blank became a plus sign that was encoded", request, "utf-8", "PLUS_AND_BLANK",
    raw=raw.replace("Nokia+N8+", "Nokia%2BN8%2B"))
pairs = request("utf-8", body="1+1=2, 2+2=4 元")
raw = wire(pairs + [("sign", md5(signed_text(pairs, "utf-8"))), ("sign_type", "MD5")], "utf-8")
add("only some plus signs were lost", request, "utf-8", "PLUS_AND_BLANK", raw=raw.replace("1%2B1", "1+1"))

# ---------------------------------------------------------------- HTML, quotes, white space
pairs = request("utf-8")
pairs = [p for p in pairs if p[0] != "notify_url"]
at = [n for n, _ in pairs].index("partner") + 1
pairs.insert(at, ("notify_url", "http://shop.example.com/alipay/notify_url.jsp"))
good = wire(pairs + [("sign", md5(signed_text(pairs, "utf-8"))), ("sign_type", "MD5")], "utf-8")
add("&notify_url in an unescaped link became ¬ify_url", request, "utf-8", "HTML_ENTITY_EATEN",
    raw=html.unescape(good.replace("&notify_url", "&notify_url")).replace("¬", quote("¬")))
pairs = request("utf-8", subject="A&copy=B")
add("&copy in an unescaped hidden field became ©", request, "utf-8", "HTML_ENTITY_EATEN", pairs=pairs,
    received=changed(pairs, subject="A©=B"))
pairs = request("gbk", subject="Tom &amp; Jerry")
add("&amp; in an unescaped hidden field became &", request, "gbk", "HTML_ENTITY_EATEN", pairs=pairs,
    received=changed(pairs, subject="Tom & Jerry"))
pairs = request("utf-8", body="1 &lt; 2")
add("&lt; in an unescaped hidden field became <", request, "utf-8", "HTML_ENTITY_EATEN", pairs=pairs,
    received=changed(pairs, body=html.unescape("1 &lt; 2")))
pairs = notification("gbk", body='<b>"5寸"</b> & more')
add("a filter against scripts escaped the values", notification, "gbk", "HTML_ESCAPED", pairs=pairs,
    received=changed(pairs, body=html.escape('<b>"5寸"</b> & more')))
pairs = escrow_return("utf-8")
good = wire(pairs + [("sign", md5(signed_text(pairs, "utf-8")))], "utf-8")
add("the address was opened from a page with &amp; in it", escrow_return, "utf-8", "HTML_ESCAPED",
    raw=html.escape(good))
pairs = notification("utf-8", body="O'Neill 的 \"书\"")
add("magic quotes added backslashes", notification, "utf-8", "QUOTES_ESCAPED", pairs=pairs,
    received=changed(pairs, body="O\\'Neill 的 \\\"书\\\""))
pairs = request("utf-8", subject='显示器 24"')
add("the hidden field ended at the quote", request, "utf-8", "CUT_AT_QUOTE", pairs=pairs,
    received=changed(pairs, subject="显示器 24"))
pairs = request("gbk", subject='24"显示器，带支架')
add("the hidden field ended at the quote, the shop knows the subject", request, "gbk", "CUT_AT_QUOTE", pairs=pairs,
    received=changed(pairs, subject="24"), known={"subject": '24"显示器，带支架'})
pairs = request("utf-8", body="It's 好书")
add("the hidden field in single quotes was read back cut", request, "utf-8", "CUT_AT_QUOTE",
    pairs=changed(pairs, body="It"), received=pairs)
pairs = request("utf-8", body="第一行\n第二行")
add("the browser made CR LF of the line breaks", request, "utf-8", "LINE_BREAKS_CHANGED", pairs=pairs,
    received=changed(pairs, body="第一行\r\n第二行"))
pairs = request("gbk", body="2G 录音笔 ")
add("the form library trimmed the body", request, "gbk", "VALUE_TRIMMED", pairs=pairs,
    received=changed(pairs, body="2G 录音笔"))
pairs = request("utf-8", price="328")
add("the price was signed before it was formatted", request, "utf-8", "AMOUNT_REWRITTEN", pairs=pairs,
    received=changed(pairs, price="328.00"))
pairs = notification("gbk")
add("a JSON gateway wrote the amounts as numbers", notification, "gbk", "AMOUNT_REWRITTEN", pairs=pairs,
    received=changed(pairs, price="328", total_fee="338", discount="0"))

# ---------------------------------------------------------------- order, sign, truncation
pairs = request("gbk")
add("signed in the order of the page", request, "gbk", "NAMES_UNSORTED",
    text=b"&".join(octets(n, "gbk") + b"=" + octets(v, "gbk") for n, v in pairs))
pairs = request("utf-8")
add("sorted by a collator that passes over _", request, "utf-8", "NAMES_SORTED_BY_LOCALE",
    text=b"&".join(octets(n, "utf-8") + b"=" + octets(v, "utf-8")
                   for n, v in sorted(pairs, key=lambda p: p[0].replace("_", ""))))
pairs = request("utf-8", Remark="礼物", token="t1")
add("sorted without regard to case", request, "utf-8", "NAMES_SORTED_BY_LOCALE", pairs=pairs,
    text=b"&".join(octets(n, "utf-8") + b"=" + octets(v, "utf-8") for n, v in sorted(pairs, key=lambda p: p[0].lower())))
for cs, base in (("gbk", request), ("utf-8", ship_request)):
    add("the sign is upper-case hex", base, cs, "UPPER_CASE_SIGN", sign=md5(signed_text(base(cs), cs), KEY, cs).upper())
RSA_SHAPE = base64.b64encode(bytes((i * 37 + 11) % 256 for i in range(128))).decode()
add("signed with RSA although MD5 is agreed", notification, "utf-8", "RSA_FOR_MD5", sign=RSA_SHAPE, sign_type="RSA")
add("signed with MD5 although RSA is agreed", notification, "utf-8", "MD5_FOR_RSA", account={"sign_type": "RSA"})
add("sign_type in lower case", request, "utf-8", "SIGN_TYPE_MISDECLARED", sign_type="md5")
add("sign_type says RSA, the sign is MD5", request, "gbk", "SIGN_TYPE_MISDECLARED", sign_type="RSA")
pairs = notification("utf-8")
good = wire(pairs + [("sign_type", "MD5"), ("sign", md5(signed_text(pairs, "utf-8")))], "utf-8")
add("the body ends within the sign", notification, "utf-8", "BODY_CUT", raw=good[:-12])
good = wire([("sign", md5(signed_text(pairs, "utf-8")))] + [p for p in pairs if p[0] != "subject"]
            + [("subject", "测试订单")], "utf-8")
add("the body ends within an escape", notification, "utf-8", "BODY_CUT", raw=good[:-5])
add("the sign is not there", escrow_return, "gbk", "SIGN_MISSING", raw=wire(escrow_return("gbk"), "gbk"))
add("the sign is neither MD5 nor RSA", notification, "gbk", "SIGN_MALFORMED", sign="not-a-signature")

# ---------------------------------------------------------------- two things broken
first_double = len(situations)
good = notification("gbk")
add("another charset and a foreign parameter", notification, "utf-8", ["EXTRA_PARAMETER", "OTHER_CHARSET"],
    raw="id=123&" + wire(good + [("sign", md5(signed_text(good, "gbk"), KEY, "gbk"))], "gbk"))
good = escrow_return("gbk")
add("the other shop's key and a foreign parameter", escrow_return, "gbk", ["KEY_OF_ANOTHER_MERCHANT", "EXTRA_PARAMETER"],
    key=OTHER_KEY, others=shops, pairs=good, received=good + [("PHPSESSID", "abc123")])
add("the key in capitals, and the message in another charset", notification, "utf-8", ["KEY_LETTER_CASE", "OTHER_CHARSET"],
    account={"key": KEY.upper()},
    raw=wire(notification("gbk") + [("sign", md5(signed_text(notification("gbk"), "gbk"), KEY, "gbk"))], "gbk"))
add("signed as GBK, with a line break behind the key", request, "utf-8", ["OTHER_CHARSET", "KEY_WITH_BLANKS"],
    text=signed_text(request("utf-8"), "gbk"), key=KEY + "\n")
sent = request("utf-8", show_url="")
add("empty values and sign_type took part", request, "utf-8", ["EMPTY_VALUES_SIGNED", "SIGN_TYPE_SIGNED"], received=sent,
    text=b"&".join(octets(n, "utf-8") + b"=" + octets(v, "utf-8") for n, v in sorted(sent + [("sign_type", "MD5")])))
add("empty values took part, upper-case hex", request, "utf-8", ["EMPTY_VALUES_SIGNED", "UPPER_CASE_SIGN"], received=sent,
    sign=md5(b"&".join(octets(n, "utf-8") + b"=" + octets(v, "utf-8") for n, v in sorted(sent))).upper())
add("encoded values in the order of the page", request, "gbk", ["ENCODED_VALUES_SIGNED", "NAMES_UNSORTED"],
    text=b"&".join(f"{n}={quote_plus(octets(v, 'gbk'))}".encode() for n, v in request("gbk")))
add("encoded values, an ampersand before the key", request, "utf-8", ["ENCODED_VALUES_SIGNED", "SEPARATOR_BEFORE_KEY"],
    text=b"&".join(f"{n}={quote_plus(v)}".encode() for n, v in sorted(request("utf-8"))), key="&" + KEY)
add("unsorted, signed in the other charset", request, "utf-8", ["OTHER_CHARSET", "NAMES_UNSORTED"],
    text=b"&".join(octets(n, "gbk") + b"=" + octets(v, "gbk") for n, v in request("utf-8")))
good = escrow_return("utf-8", body="C++")
add("plus lost, and notify_id decoded twice", escrow_return, "utf-8", ["PLUS_AND_BLANK", "DECODED_TWICE"], pairs=good,
    received=changed(good, body="C  ", notify_id=unquote_to_bytes(ID)))
add("a foreign parameter, and notify_id decoded twice", escrow_return, "gbk", ["EXTRA_PARAMETER", "DECODED_TWICE"],
    pairs=escrow_return("gbk"), received=[("id", "7")] + changed(escrow_return("gbk"), notify_id=unquote_to_bytes(ID)))
add("a rewrite replaced one parameter by another", notification, "utf-8", ["EXTRA_PARAMETER", "PARAMETER_LOST"],
    pairs=notification("utf-8"), received=without(notification("utf-8"), "notify_type") + [("q", "alipay/notify")])
pairs = notification("gbk", body="<高> & 大")
add("escaped by a filter, and a session parameter", notification, "gbk", ["HTML_ESCAPED", "EXTRA_PARAMETER"], pairs=pairs,
    received=changed(pairs, body=html.escape("<高> & 大")) + [("sid", "9")])
pairs = notification("utf-8", body="O'Neill")
add("magic quotes, and a parameter lost", notification, "utf-8", ["QUOTES_ESCAPED", "PARAMETER_LOST"], pairs=pairs,
    received=changed(without(pairs, "use_coupon"), body="O\\'Neill"))
pairs = request("utf-8", subject="Tom &amp; Jerry")
add("&amp; eaten, and the button's name posted", request, "utf-8", ["HTML_ENTITY_EATEN", "EXTRA_PARAMETER"], pairs=pairs,
    received=changed(pairs, subject="Tom & Jerry") + [("submit", "ok")])
pairs = request("gbk", body="甲\n乙")
add("CR LF, and the key's blank", request, "gbk", ["LINE_BREAKS_CHANGED", "KEY_WITH_BLANKS"], pairs=pairs,
    received=changed(pairs, body="甲\r\n乙"), key=KEY + " ")
pairs = request("utf-8", subject='显示器 24"')
add("cut at the quote, upper-case hex", request, "utf-8", ["CUT_AT_QUOTE", "UPPER_CASE_SIGN"],
    sign=md5(signed_text(pairs, "utf-8")).upper(), received=changed(pairs, subject="显示器 24"))
read = [(n, octets(v, "gbk").decode("latin-1")) for n, v in notification("gbk")]
add("GBK read as ISO-8859-1, and a foreign parameter", notification, "utf-8", ["READ_AS_LATIN1", "EXTRA_PARAMETER"],
    received=read + [("s", "/notify")], text=signed_text(notification("gbk"), "gbk"))
read = [(n, octets(v, "utf-8").decode("latin-1")) for n, v in notification("utf-8")]
add("UTF-8 read as ISO-8859-1, and the key of another shop", notification, "utf-8",
    ["READ_AS_LATIN1", "KEY_OF_ANOTHER_MERCHANT"], received=read, text=signed_text(notification("utf-8"), "utf-8"),
    key=OTHER_KEY, others=shops)
add("partner and key swapped, and a foreign parameter", escrow_return, "utf-8",
    ["PARTNER_AND_KEY_SWAPPED", "EXTRA_PARAMETER"], account={"partner": KEY, "key": PARTNER},
    received=escrow_return("utf-8") + [("id", "1")])
add("two foreign parameters, one of them by a protocol name", notification, "utf-8",
    ["EXTRA_PARAMETER", "EXTRA_PARAMETER"], received=notification("utf-8") + [("token", "x"), ("route", "y")])
pairs = request("utf-8", price="328.0")
add("price formatted later, and sign_type signed", request, "utf-8", ["AMOUNT_REWRITTEN", "SIGN_TYPE_SIGNED"],
    received=request("utf-8"), text=b"&".join(
        octets(n, "utf-8") + b"=" + octets(v, "utf-8") for n, v in sorted(pairs + [("sign_type", "MD5")])))
add("no key, and the order of the page", request, "gbk", ["KEY_MISSING", "NAMES_UNSORTED"], key="",
    text=b"&".join(octets(n, "gbk") + b"=" + octets(v, "gbk") for n, v in request("gbk")))
pairs = request("utf-8", subject="C++ 入门", body="a b ")
add("plus lost in two places, and the body trimmed", request, "utf-8", ["PLUS_AND_BLANK", "VALUE_TRIMMED"],
    pairs=pairs, received=changed(pairs, subject="C   入门", body="a b"))
add("the refund's details decoded twice, and the other shop's key", refund_notification, "utf-8",
    ["EXTRA_PARAMETER", "KEY_OF_ANOTHER_MERCHANT"], key=OTHER_KEY, others=shops,
    received=refund_notification("utf-8") + [("v", "2")])

doubles = len(situations) - first_double
with open("situations.json", "w", encoding="utf-8") as out:
    json.dump({"format": "raw and query are bytes as Latin-1 characters; kind and charset are the configured ones; expect "
                         "names the causes in any order", "source": "make.py, with Python's hashlib, urllib and html",
               "numberOfTests": len(situations), "doubles": doubles, "situations": situations}, out,
              ensure_ascii=True, indent=1)
    out.write("\n")
print(len(situations), "situations,", doubles, "of them with two things broken")
