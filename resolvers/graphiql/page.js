'use strict';

// Kept in memory alone: a shared desk shows nothing of the one before.
function forgetful() {
  const held = new Map();
  return {
    get length() { return held.size; },
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => held.set(key, value),
    removeItem: (key) => held.delete(key),
    clear: () => held.clear(),
  };
}

async function ask(question, options) {
  const headers = { 'content-type': 'application/json', ...options?.headers };
  if (question.operationName === 'IntrospectionQuery') delete headers['throughline-purpose'];
  const answer = await fetch('/graphql', { method: 'POST', headers, body: JSON.stringify(question) });
  return answer.json();
}

function show(root, offer) {
  document.getElementById('purpose').textContent = offer.headers['throughline-purpose'].split(',')[0];
  root.render(React.createElement(GraphiQL, {
    key: offer.label,
    fetcher: (question, options) => ask(question, { headers: { ...offer.headers, ...options?.headers } }),
    query: offer.query,
    variables: JSON.stringify(offer.variables, null, 2),
    storage: forgetful(),
    isHeadersEditorEnabled: false,
    defaultEditorToolsVisibility: true,
  }));
}

async function start() {
  const offers = await (await fetch('/graphiql/offers')).json();
  const roles = document.getElementById('role');
  offers.forEach((offer, place) => roles.add(new Option(offer.label, place)));
  const root = ReactDOM.createRoot(document.getElementById('graphiql'));
  roles.addEventListener('change', () => show(root, offers[roles.value]));
  show(root, offers[0]);
}

start();
