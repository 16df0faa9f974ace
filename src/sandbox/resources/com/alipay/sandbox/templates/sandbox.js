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

// The journal: loaded again whenever the sandbox tells of a new entry.
(function () {
  var list = document.getElementById('journal');
  var address = list && list.getAttribute('data-live');
  var loading = false;
  var again = false;
  if (!address || !window.EventSource) {
    return;
  }
  function load() {
    if (loading) {
      again = true;
      return;
    }
    loading = true;
    fetch(location.href).then(function (answer) { return answer.text(); }).then(function (page) {
      var next = new DOMParser().parseFromString(page, 'text/html').getElementById('journal');
      if (next) {
        list.setAttribute('data-latest', next.getAttribute('data-latest'));
        list.replaceChildren.apply(list, Array.prototype.slice.call(next.childNodes));
      }
    }).catch(function () {
      // The sandbox has stopped; the browser asks again for its events by itself.
    }).then(function () {
      loading = false;
      if (again) {
        again = false;
        load();
      }
    });
  }
  var events = new EventSource(address);
  events.onopen = function () { document.getElementById('live').hidden = false; };
  events.onmessage = function (event) {
    if (Number(event.data) > Number(list.getAttribute('data-latest'))) {
      load();
    }
  };
  events.onerror = function () {
    document.getElementById('live').hidden = true;
    // Too many pages are open, and the browser does not ask again.
    if (events.readyState === EventSource.CLOSED) {
      setInterval(load, 2000);
    }
  };
})();
