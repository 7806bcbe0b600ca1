'use strict';

// The drawing is made from the rows of the tables, so that neither can tell what the other does not.
const still = matchMedia('(prefers-reduced-motion: reduce)');
const SWAPPED = ['bar', 'rows'];
const by = (id) => document.getElementById(id);
const rows = (kind) => [...document.querySelectorAll(`tr[data-${kind}]`)];
const MOST_SAID = 24; // lines, above which only those of who is marked say what they are
const LAYOUT = { name: 'fcose', quality: 'proof', randomize: false, animate: false, fit: true, padding: 40,
  nodeDimensionsIncludeLabels: true, idealEdgeLength: 300, nodeRepulsion: 30000, nodeSeparation: 150 };
const STYLE = [
  { selector: 'node', style: { label: 'data(label)', shape: 'ellipse', width: 44, height: 34, 'background-color': '#fff',
    'border-width': 2, 'border-color': '#1b1b1b', color: '#1b1b1b', 'font-size': 13, 'text-wrap': 'wrap',
    'text-max-width': 150, 'text-valign': 'bottom', 'text-margin-y': 4, 'text-background-color': '#fff',
    'text-background-opacity': 0.85 } },
  { selector: 'node[?opened]', style: { shape: 'rectangle', 'background-color': '#dcebf7' } },
  { selector: 'node[?root]', style: { shape: 'rectangle', 'background-color': '#ffe08a', 'border-width': 4, width: 56 } },
  { selector: 'edge', style: { width: 2, 'line-color': 'data(colour)', 'curve-style': 'bezier',
    'control-point-step-size': 62, label: 'data(label)', 'font-size': 10, 'text-wrap': 'wrap', 'text-max-width': 170,
    color: '#1b1b1b', 'text-rotation': 'autorotate',
    'text-background-color': '#fff', 'text-background-opacity': 0.9, 'min-zoomed-font-size': 7,
    'target-arrow-color': 'data(colour)', 'source-arrow-color': 'data(colour)', 'arrow-scale': 1.2 } },
  { selector: 'edge[arrow = "ONE"]', style: { 'target-arrow-shape': 'triangle' } },
  { selector: 'edge[arrow = "OTHER"]', style: { 'source-arrow-shape': 'triangle' } },
  { selector: 'edge[?dashes]', style: { 'line-style': 'dashed' } },
  { selector: 'edge.quiet', style: { label: '' } },
  { selector: 'edge.near, edge:selected', style: { label: 'data(label)' } },
  { selector: ':selected', style: { 'border-width': 6, 'border-color': '#0a4f8a', 'font-weight': 'bold', 'z-index': 9 } },
  { selector: 'edge:selected', style: { width: 6, 'min-zoomed-font-size': 0, 'font-size': 12 } },
];
let graph = null;

// What is to be drawn

function kinds() {
  const told = [...document.querySelectorAll('[data-colour]')];
  return new Map(told.map((one) => [one.dataset.kind, one.dataset]));
}

function person({ dataset: told }) {
  const more = told.badge && told.badge !== '0' ? `  +${told.badge}` : '';
  return { group: 'nodes', data: { id: told.person, row: `p-${told.person}`, label: `${told.number}  ${told.names}${more}`,
    root: 'root' in told, opened: 'opened' in told } };
}

function relation({ dataset: told }, known) {
  const { colour, dashes } = known.get(told.kind);
  return { group: 'edges', data: { id: told.relation, row: told.relation, source: told.one, target: told.other,
    label: told.label.replace(': ', '\n'), arrow: told.arrow, colour, dashes } };
}

function told() {
  const known = kinds();
  return [...rows('person').map(person), ...rows('relation').map((row) => relation(row, known))];
}

// Drawing

function begin() {
  graph = cytoscape({ container: by('graph'), style: STYLE, userZoomingEnabled: false, boxSelectionEnabled: false,
    selectionType: 'single', pixelRatio: 1, hideEdgesOnViewport: false, textureOnViewport: true, maxZoom: 3, minZoom: 0.1 });
  graph.on('tap', 'node, edge', ({ target }) => mark(target.data('row')));
  graph.on('tap', ({ target }) => { if (target === graph) mark(null); });
  graph.on('zoom', () => graph.nodes().style('font-size', Math.min(26, Math.max(13, 13 / graph.zoom()))));
}

// What stands above it may have grown: where it is in the window is asked anew before it is pointed at.
by('graph').addEventListener('pointerenter', () => graph?.resize());

// Who is new starts beside somebody he is met with; all start on a circle, so that one view is always drawn alike.
function place(added) {
  const nodes = graph.nodes();
  const old = nodes.difference(added);
  nodes.forEach((node, at) => {
    if (old.contains(node)) return;
    const near = old.length ? node.neighborhood('node').intersection(old) : null;
    const from = near && near.length ? near[0].position() : { x: 0, y: 0 };
    const angle = (2 * Math.PI * at) / nodes.length;
    const far = node.data('root') ? 0 : 200;
    node.position({ x: from.x + far * Math.cos(angle), y: from.y + far * Math.sin(angle) });
  });
}

function draw() {
  graph.resize();
  const now = told();
  const ids = new Set(now.map((one) => one.data.id));
  let added = graph.collection();
  graph.batch(() => {
    graph.elements().filter((one) => !ids.has(one.id())).remove();
    for (const one of now) {
      const here = graph.getElementById(one.data.id);
      if (here.length) here.data(one.data);
      else added = added.union(graph.add(one));
    }
  });
  graph.edges().forEach((edge) => {
    if (edge.data('dashes')) edge.style('line-dash-pattern', edge.data('dashes').split(' ').map(Number));
  });
  if (added.nodes().length || added.length) {
    place(added.nodes());
    graph.layout(LAYOUT).run();
  }
  graph.edges().toggleClass('quiet', graph.edges().length > MOST_SAID);
  by('crowded').hidden = graph.edges().length <= MOST_SAID;
  by('graph').dataset.people = graph.nodes().length;
  by('graph').dataset.relations = graph.edges().length;
  by('graph').setAttribute('aria-label', `Drawing of ${graph.nodes().length} people and ${graph.edges().length} relations`);
}

// One is marked in the drawing and in its row, whichever was chosen

function mark(id) {
  graph.elements(':selected').unselect();
  graph.edges('.near').removeClass('near');
  for (const row of document.querySelectorAll('tr[aria-current]')) row.removeAttribute('aria-current');
  for (const button of document.querySelectorAll('.pick')) button.setAttribute('aria-pressed', 'false');
  const row = id && by(id);
  if (row) {
    row.setAttribute('aria-current', 'true');
    row.querySelector('.pick').setAttribute('aria-pressed', 'true');
    const chosen = graph.elements().filter((one) => one.data('row') === id);
    chosen.select();
    chosen.connectedEdges().addClass('near');
    show(chosen);
  }
  by('picked').replaceChildren(...(row ? saidOf(row) : []));
}

function show(chosen) {
  const { x1, x2, y1, y2 } = chosen.renderedBoundingBox();
  if (x1 >= 0 && y1 >= 0 && x2 <= graph.width() && y2 <= graph.height()) return;
  if (still.matches) graph.center(chosen);
  else graph.animate({ center: { eles: chosen }, duration: 250 });
}

function saidOf(row) {
  const words = document.createElement('p');
  const name = document.createElement('bdi');
  const link = document.createElement('a');
  name.textContent = row.dataset.label ?? `${row.dataset.number} ${row.dataset.names}`;
  link.href = `#${row.id}`;
  link.textContent = 'To its row';
  words.append('Marked: ', name, '. ', link);
  const overTime = row.querySelector('.over-time')?.cloneNode(true);
  if (overTime) words.append(', ', overTime);
  const adds = row.querySelector('.adds')?.cloneNode(true);
  adds?.querySelectorAll('[id]').forEach((one) => one.removeAttribute('id'));
  return adds ? [words, adds] : [words];
}

// A step or a filter: the hub answers with the whole page, of which the parts that changed are taken

async function follow(address, focus, keep) {
  const marked = document.querySelector('tr[aria-current]')?.id;
  const answer = await fetch(address, { headers: { accept: 'text/html' } }).catch(() => null);
  const page = answer && new DOMParser().parseFromString(await answer.text(), 'text/html');
  if (!page || !SWAPPED.every((id) => page.getElementById(id))) {
    location.assign(address);
    return;
  }
  for (const id of SWAPPED) by(id).replaceWith(document.adoptNode(page.getElementById(id)));
  if (keep) history.pushState(null, '', address);
  ready();
  mark(marked && by(marked) ? marked : null);
  focus();
}

function refocus(link) {
  const id = link.id;
  const row = link.closest('tr')?.id;
  return () => (by(id) ?? by(row)?.querySelector('.pick') ?? by('shown')).focus();
}

function asked(form) {
  const said = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  return `${form.getAttribute('action')}?${said}`;
}

addEventListener('click', (event) => {
  const link = event.target.closest('a[data-step]');
  const pick = event.target.closest('.pick');
  if (pick) mark(pick.getAttribute('aria-pressed') === 'true' ? null : pick.closest('tr').id);
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  follow(link.href, refocus(link), true);
});
addEventListener('submit', (event) => {
  if (!event.target.matches('.filters')) return;
  event.preventDefault();
  follow(asked(event.target), () => by('shown').focus(), true);
});
addEventListener('popstate', () => follow(location.href, () => {}, false));

function ready() {
  for (const button of document.querySelectorAll('.pick')) button.hidden = false;
  by('copy').hidden = false;
  by('copy').addEventListener('click', async () => {
    by('address').select();
    const done = await navigator.clipboard?.writeText(by('address').value).then(() => true, () => false);
    by('copied').textContent = done ? 'Copied.' : 'It is selected: copy it by the keyboard.';
  });
  draw();
}

// A drawing that cannot be made takes nothing away: the tables stay.
if (window.cytoscape && rows('person').length) {
  by('drawing').hidden = false;
  begin();
  ready();
  for (const [id, factor] of [['larger', 1.3], ['smaller', 1 / 1.3]]) {
    by(id).addEventListener('click', () => {
      graph.zoom({ level: graph.zoom() * factor, renderedPosition: { x: graph.width() / 2, y: graph.height() / 2 } });
    });
  }
  by('whole').addEventListener('click', () => graph.fit(undefined, 40));
}
