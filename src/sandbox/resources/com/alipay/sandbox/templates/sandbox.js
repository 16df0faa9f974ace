// The cashier: freight and total follow the way of shipping that is chosen.
document.querySelectorAll('input[name=logistics]').forEach(function (radio) {
  function show() {
    if (radio.checked) {
      document.getElementById('freight').textContent = radio.getAttribute('data-freight');
      document.getElementById('total').textContent = radio.getAttribute('data-total');
    }
  }
  radio.addEventListener('change', show);
  show();
});

// The cashier: an address nobody has changed follows the buyer who is chosen.
(function () {
  var parts = ['name', 'address', 'zip', 'phone', 'mobile'];
  var filled = document.querySelector('input[name=buyer]:checked');
  function field(part) {
    return document.querySelector('input[name=receive_' + part + ']');
  }
  function isTheirs(buyer) {
    return parts.every(function (part) { return field(part).value === buyer.getAttribute('data-' + part); });
  }
  document.querySelectorAll('input[name=buyer][data-name]').forEach(function (radio) {
    radio.addEventListener('change', function () {
      if (filled.hasAttribute('data-name') && isTheirs(filled)) {
        parts.forEach(function (part) { field(part).value = radio.getAttribute('data-' + part); });
        filled = radio;
      }
    });
  });
})();

// The page of success: back to the merchant after five seconds.
(function () {
  var shown = document.getElementById('countdown');
  var left = 5;
  if (!shown) {
    return;
  }
  var timer = setInterval(function () {
    left -= 1;
    shown.textContent = left;
    if (left <= 0) {
      clearInterval(timer);
      location.href = document.getElementById('return').href;
    }
  }, 1000);
})();
