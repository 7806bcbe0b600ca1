'use strict';

// A slider over the days since the first record: it sets the day of the form, and lets go by sending it.
const form = document.getElementById('then');
const slider = form.querySelector('input[type=range]');
const day = form.elements.known;
const DAY = 24 * 60 * 60 * 1000;

if (slider) {
  const first = Date.parse(day.min);
  const said = new Intl.DateTimeFormat('en-AU', { dateStyle: 'long', timeZone: 'UTC' });
  const at = () => new Date(first + Number(slider.value) * DAY);
  slider.max = String(Math.round((Date.parse(day.max) - first) / DAY));
  slider.value = String(Math.round((Date.parse(day.value) - first) / DAY));
  slider.setAttribute('aria-valuetext', said.format(at()));
  slider.parentElement.hidden = false;
  slider.addEventListener('input', () => {
    day.value = at().toISOString().slice(0, 10);
    slider.setAttribute('aria-valuetext', said.format(at()));
  });
  slider.addEventListener('change', () => form.requestSubmit());
}
