# A payment from the command line: needs curl and openssl.
URL=@URL@
KEY=@KEY@
ORDER=CURL$(date +%s)

# What is signed: the parameters in the order of their names, as they are, and the key behind them.
TEXT="_input_charset=utf-8&logistics_fee=0.00&logistics_payment=SELLER_PAY&logistics_type=EXPRESS"
TEXT="$TEXT&out_trade_no=$ORDER&partner=@PARTNER@&payment_type=1&price=0.01&quantity=1"
TEXT="$TEXT&seller_email=@SELLER@&service=trade_create_by_buyer&subject=demo"
SIGN=$(printf %s "$TEXT$KEY" | openssl md5 -r | cut -c1-32)

# Where a browser would go: the cashier.
curl -s -o /dev/null -w 'cashier %{redirect_url}\n' "$URL/gateway.do?$TEXT&sign=$SIGN&sign_type=MD5"

# Or let the sandbox play the buyer.
curl -s -d out_trade_no=$ORDER -d mode=instant $URL/sandbox/api/pay | grep trade_status
