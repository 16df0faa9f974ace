import hashlib, json, time
from urllib.parse import urlencode
from urllib.request import urlopen

url, key, order = "@URL@", "@KEY@", "PY%d" % time.time()
params = {
    "service": "trade_create_by_buyer", "partner": "@PARTNER@", "_input_charset": "utf-8",
    "out_trade_no": order, "subject": "演示订单", "payment_type": "1", "price": "0.01", "quantity": "1",
    "logistics_type": "EXPRESS", "logistics_fee": "0.00", "logistics_payment": "SELLER_PAY",
    "seller_email": "@SELLER@"}
# What is signed: the parameters in the order of their names, not encoded, and the key behind them.
text = "&".join(name + "=" + value for name, value in sorted(params.items()))
params["sign"] = hashlib.md5((text + key).encode("utf-8")).hexdigest()
params["sign_type"] = "MD5"

# Where a browser would go: the cashier.
print("cashier", urlopen(url + "/gateway.do?" + urlencode(params)).geturl())
# Or let the sandbox play the buyer.
paid = urlopen(url + "/sandbox/api/pay", urlencode({"out_trade_no": order, "mode": "instant"}).encode())
print(json.load(paid)["trade_status"])
