<?php
$url = '@URL@'; $key = '@KEY@'; $order = 'PHP' . time();
$params = array(
    'service' => 'trade_create_by_buyer', 'partner' => '@PARTNER@', '_input_charset' => 'utf-8',
    'out_trade_no' => $order, 'subject' => '演示订单', 'payment_type' => '1', 'price' => '0.01', 'quantity' => '1',
    'logistics_type' => 'EXPRESS', 'logistics_fee' => '0.00', 'logistics_payment' => 'SELLER_PAY',
    'seller_email' => '@SELLER@');
// What is signed: the parameters in the order of their names, not encoded, and the key behind them.
ksort($params);
$pairs = array();
foreach ($params as $name => $value) { $pairs[] = "$name=$value"; }
$params['sign'] = md5(implode('&', $pairs) . $key);
$params['sign_type'] = 'MD5';

// Where a browser would go: the cashier.
stream_context_set_default(array('http' => array('follow_location' => 0)));
$headers = get_headers($url . '/gateway.do?' . http_build_query($params), 1);
echo 'cashier ', $url, $headers['Location'], "\n";
// Or let the sandbox play the buyer.
$post = stream_context_create(array('http' => array('method' => 'POST',
    'header' => 'Content-Type: application/x-www-form-urlencoded',
    'content' => http_build_query(array('out_trade_no' => $order, 'mode' => 'instant')))));
echo json_decode(file_get_contents("$url/sandbox/api/pay", false, $post))->trade_status, "\n";
