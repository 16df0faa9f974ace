<?php
// The smallest PHP shop: php -S localhost:8000 index.php, with the settings in the environment. Its orders are files.
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
    if (!hash_equals(sign($message), $message['sign'] ?? '') || empty($message['notify_id'])) {
        return false;
    }
    $query = ['service' => 'notify_verify', 'partner' => getenv('ALIPAY_PARTNER'), 'notify_id' => $message['notify_id']];
    return trim((string) @file_get_contents(getenv('ALIPAY_VERIFY') . '?' . http_build_query($query))) === 'true';
}

switch (parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH)) {
    case '/buy':
        $number = $_GET['number'] ?? date('YmdHis');
        $order = ['service' => 'create_direct_pay_by_user', 'partner' => $set('ALIPAY_PARTNER'), '_input_charset' => 'utf-8',
            'out_trade_no' => $number, 'subject' => '明前龙井', 'payment_type' => '1', 'total_fee' => '0.01',
            'seller_id' => $set('ALIPAY_PARTNER'), 'notify_url' => $set('SHOP_NOTIFY'), 'return_url' => $set('SHOP_URL') . '/return'];
        file_put_contents("$folder/" . md5($number), 'unpaid');
        header('Location: ' . $set('ALIPAY_GATEWAY') . '?' . http_build_query($order + ['sign' => sign($order), 'sign_type' => 'MD5']));
        break;
    case '/notify':
        $order = "$folder/" . md5($_POST['out_trade_no'] ?? '');
        $ours = is_genuine($_POST) && is_file($order) && $_POST['total_fee'] === '0.01' && $_POST['seller_id'] === $set('ALIPAY_PARTNER');
        if ($ours && in_array($_POST['trade_status'], ['TRADE_SUCCESS', 'TRADE_FINISHED'], true)) {
            file_put_contents($order, 'delivered');
        }
        echo $ours ? 'success' : 'fail';
        break;
    case '/order':
        echo @file_get_contents("$folder/" . md5($_GET['number'] ?? '')) ?: 'unknown';
        break;
    case '/return':
        echo 'Thank you for ', htmlspecialchars($_GET['out_trade_no'] ?? '', ENT_QUOTES), '. The goods follow when Alipay has told us.';
        break;
    default:
        echo '<a href="/buy">Buy for 0.01 yuan</a>';
}
