// The smallest Node shop: node shop.mjs, with the settings in the environment. Its orders are in memory.
import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

const { ALIPAY_GATEWAY, ALIPAY_VERIFY, ALIPAY_PARTNER, ALIPAY_KEY, SHOP_URL, SHOP_NOTIFY } = process.env;
/** How often the goods of an order were handed out: 0 until it is paid. */
const orders = new Map();

function sign(parameters) {
  const text = Object.keys(parameters)
    .filter((name) => name !== 'sign' && name !== 'sign_type' && parameters[name] !== '')
    .sort()
    .map((name) => `${name}=${parameters[name]}`)
    .join('&');
  return createHash('md5').update(text + ALIPAY_KEY, 'utf8').digest('hex');
}

/** Whether it is signed with our key, and Alipay says that it sent it. */
async function isGenuine(message) {
  // The text that was signed could be cut in another place too: refuse a parameter inside a name or a value.
  if (Object.entries(message).some(([name, value]) => /\W/.test(name) || /&\w+=/.test(value))) {
    return false;
  }
  if (sign(message) !== message.sign || !message.notify_id) {
    return false;
  }
  const query = new URLSearchParams({ service: 'notify_verify', partner: ALIPAY_PARTNER, notify_id: message.notify_id });
  try {
    const answer = await fetch(`${ALIPAY_VERIFY}?${query}`, { signal: AbortSignal.timeout(5000) });
    return (await answer.text()).trim() === 'true';
  } catch {
    return false;
  }
}

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) {
    parts.push(part);
  }
  return Object.fromEntries(new URLSearchParams(Buffer.concat(parts).toString()));
}

function payRequest(number) {
  const order = {
    service: 'create_direct_pay_by_user', partner: ALIPAY_PARTNER, _input_charset: 'utf-8', out_trade_no: number,
    subject: '明前龙井', payment_type: '1', total_fee: '0.01', seller_id: ALIPAY_PARTNER,
    notify_url: SHOP_NOTIFY, return_url: `${SHOP_URL}/return`,
  };
  return `${ALIPAY_GATEWAY}?${new URLSearchParams({ ...order, sign: sign(order), sign_type: 'MD5' })}`;
}

async function notified(message) {
  const ours = (await isGenuine(message)) && orders.has(message.out_trade_no)
    && message.total_fee === '0.01' && message.seller_id === ALIPAY_PARTNER;
  const paid = ['TRADE_SUCCESS', 'TRADE_FINISHED'].includes(message.trade_status);
  if (ours && paid && orders.get(message.out_trade_no) === 0) {
    orders.set(message.out_trade_no, 1);
  }
  return ours ? 'success' : 'fail';
}

createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, SHOP_URL);
  const number = searchParams.get('number') ?? randomUUID();
  if (pathname === '/buy') {
    orders.set(number, orders.get(number) ?? 0);
    response.writeHead(302, { Location: payRequest(number) }).end();
  } else if (pathname === '/notify' && request.method === 'POST') {
    response.end(await notified(await bodyOf(request)));
  } else if (pathname === '/order') {
    const times = orders.get(number);
    response.end(times === undefined ? '' : `${times === 0 ? 'unpaid' : 'paid'} ${times}`);
  } else if (pathname === '/return') {
    response.end('Thank you. The goods follow when Alipay has told us.');
  } else {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<a href="/buy">Buy for 0.01 yuan</a>');
  }
}).listen(new URL(SHOP_URL).port, '127.0.0.1');
