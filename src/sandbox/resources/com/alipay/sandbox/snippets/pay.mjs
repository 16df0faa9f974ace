import { createHash } from 'node:crypto';

const url = '@URL@', key = '@KEY@', order = 'NODE' + Date.now();
const params = {
  service: 'trade_create_by_buyer', partner: '@PARTNER@', _input_charset: 'utf-8',
  out_trade_no: order, subject: '演示订单', payment_type: '1', price: '0.01', quantity: '1',
  logistics_type: 'EXPRESS', logistics_fee: '0.00', logistics_payment: 'SELLER_PAY',
  seller_email: '@SELLER@' };
// What is signed: the parameters in the order of their names, not encoded, and the key behind them.
const text = Object.keys(params).sort().map(name => name + '=' + params[name]).join('&');
params.sign = createHash('md5').update(text + key, 'utf8').digest('hex');
params.sign_type = 'MD5';

// Where a browser would go: the cashier.
const page = await fetch(url + '/gateway.do?' + new URLSearchParams(params));
console.log('cashier', page.url);
// Or let the sandbox play the buyer.
const paid = await fetch(url + '/sandbox/api/pay',
  { method: 'POST', body: new URLSearchParams({ out_trade_no: order, mode: 'instant' }) });
console.log((await paid.json()).trade_status);
