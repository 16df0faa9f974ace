<?php
// The smallest PHP shop: php -S localhost:8000 index.php, with the settings in the environment. Its orders are files:
// one ends in .unpaid, then in .paid, and has a line for each time the goods were handed out.
$set = fn(string $name): string => getenv($name) ?: exit("$name is missing in the environment");
$folder = sys_get_temp_dir() . '/php-shop-' . md5($set('SHOP_URL'));
is_dir($folder) || mkdir($folder);

function sign(array $parameters): string
{
    unset($parameters['sign'], $parameters['sign_type']);
    $parameters = array_filter($parameters, fn($value) => $value !== '');
    ksort($parameters, SORT_STRING);
    $pairs = array_map(fn($name, $value) => "$name=$value", array_keys($parameters), $parameters);
    return md5(implode('&', $pairs) . getenv('ALIPAY_KEY'));
}

/** Whether it is signed with our key, and Alipay says that it sent it. */
function is_genuine(array $message): bool
{
    foreach ($message as $name => $value) {
        // The text that was signed could be cut in another place too: refuse a parameter inside a name or a value.
        if (!is_string($value) || preg_match('/\W/', $name) || preg_match('/&\w+=/', $value)) {
            return false;
        }
    }
    if (!hash_equals(sign($message), $message['sign'] ?? '') || empty($message['notify_id'])) {
        return false;
    }
    $query = ['service' => 'notify_verify', 'partner' => getenv('ALIPAY_PARTNER'), 'notify_id' => $message['notify_id']];
    return trim((string) @file_get_contents(getenv('ALIPAY_VERIFY') . '?' . http_build_query($query))) === 'true';
}

/** Where an order is, without the end of the name. */
$record = fn(array $from, string $name): string => "$folder/" . md5($from[$name] ?? '');

switch (parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH)) {
    case '/buy':
        $_GET += ['number' => date('YmdHis') . bin2hex(random_bytes(6))];
        $order = ['service' => 'create_direct_pay_by_user', 'partner' => $set('ALIPAY_PARTNER'), '_input_charset' => 'utf-8',
            'out_trade_no' => $_GET['number'], 'subject' => '明前龙井', 'payment_type' => '1', 'total_fee' => '0.01',
            'seller_id' => $set('ALIPAY_PARTNER'), 'notify_url' => $set('SHOP_NOTIFY'), 'return_url' => $set('SHOP_URL') . '/return'];
        $file = $record($_GET, 'number');
        glob("$file.*") || touch("$file.unpaid");
        header('Location: ' . $set('ALIPAY_GATEWAY') . '?' . http_build_query($order + ['sign' => sign($order), 'sign_type' => 'MD5']));
        break;
    case '/notify':
        $message = is_genuine($_POST) ? $_POST : [];
        $file = $record($message, 'out_trade_no');
        $ours = glob("$file.*") && ($message['total_fee'] ?? '') === '0.01' && ($message['seller_id'] ?? '') === $set('ALIPAY_PARTNER');
        $paid = $ours && in_array($message['trade_status'] ?? '', ['TRADE_SUCCESS', 'TRADE_FINISHED'], true);
        if ($paid && @rename("$file.unpaid", "$file.paid")) { // succeeds once, however many notifications come at the same moment
            file_put_contents("$file.paid", "delivered\n", FILE_APPEND);
        }
        echo $ours ? 'success' : 'fail';
        break;
    case '/order':
        $file = $record($_GET, 'number');
        echo is_file("$file.paid") ? 'paid ' . count(file("$file.paid")) : (is_file("$file.unpaid") ? 'unpaid 0' : '');
        break;
    case '/return':
        echo 'Thank you for ', htmlspecialchars($_GET['out_trade_no'] ?? '', ENT_QUOTES), '. The goods follow when Alipay has told us.';
        break;
    default:
        echo '<a href="/buy">Buy for 0.01 yuan</a>';
}
