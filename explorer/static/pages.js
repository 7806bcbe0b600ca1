'use strict';

// A desk that is left: the server forgets the sign-in by itself; this takes what is shown from the screen.
const idle = Number(document.body.dataset.idle) * 1000;
const LEFT = '/explorer/left';
const SAID_EVERY = 4 * 60 * 1000;
let last = Date.now();
let said = last;

// Who reads is at his desk, though he asks for nothing.
function here() {
  last = Date.now();
  if (last - said < SAID_EVERY) return;
  said = last;
  fetch('/explorer/here').catch(() => {});
}

function leaveIfIdle() {
  if (Date.now() - last >= idle) location.replace(LEFT);
}

if (idle) {
  for (const kind of ['keydown', 'pointerdown', 'scroll']) {
    addEventListener(kind, () => { leaveIfIdle(); here(); }, { passive: true, capture: true });
  }
  setInterval(leaveIfIdle, 5000);
}

// A quick blank: one key, and the same to come back.
const cover = document.getElementById('cover');
const blank = document.getElementById('blank');

function turn() {
  cover.hidden = !cover.hidden;
  document.querySelector('main').inert = !cover.hidden;
}

if (blank) {
  blank.hidden = false;
  blank.addEventListener('click', turn);
  addEventListener('keydown', (event) => { if (event.key === 'Escape') turn(); });
}

// A page that the browser kept is asked for anew: after signing out it must not come back.
addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });

// htmx keeps the address of the page in the browser; nothing of the work stays there.
addEventListener('load', () => sessionStorage.removeItem('htmx-current-path-for-history'));
