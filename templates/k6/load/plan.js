import { arrivalInstants } from './load.js';
import { createRandom, pickByShare } from './random.js';

/** How likely it is that there is something to push when a phone synchronises. */
const localChangeShare = 0.5;
/** Items that the phones of an app share: few enough that two of them change the same one. */
const sharedItems = 200;

/** Returns when the arrivals of a run are, in ms of the scenario, ascending. */
export function planInstants({ seed, phases, durationMs }) {
  return arrivalInstants(phases, durationMs, createRandom(seed).fork('arrivals'));
}

/**
 * Returns one arrival: a phone that begins a journey at an instant, with all that chance decides about it. It depends on the
 * seed and the index alone, so machines that share a run need to know nothing of each other.
 */
export function planJourney(apps, seed, { index, atMs }) {
  const root = createRandom(seed);
  const random = root.fork(`journey/${index}`);
  const app = pickByShare(random, apps);
  const device = random.index(app.population);
  const owner = root.fork(`device/${app.name}/${device}`);
  const { platform } = pickByShare(owner, app.platforms);
  const { version } = pickByShare(owner, app.versions);
  const { network } = pickByShare(random, app.networks);
  const journey = pickByShare(random, app.journeys);
  const steps = planSteps(journey.steps, app, random.fork('steps'));
  const offline = planOffline(app, { atMs, steps }, random.fork('offline'));
  return {
    index,
    atMs,
    app: app.name,
    device,
    platform,
    version,
    network,
    journey: journey.name,
    offline,
    steps,
  };
}

/** Returns the stream that decides what the network loses of an arrival's requests. */
export function lossOf(seed, index) {
  return createRandom(seed).fork('loss').fork(`${index}`);
}

/** Returns a path with its `{name}` placeholders filled, each value encoded as one segment or query value. */
export function fillPath(path, lookUp) {
  return path.replace(/\{([^{}]+)\}/g, (_whole, name) => encodeURIComponent(String(lookUp(name))));
}

/** Returns a body with the placeholders in its strings filled; a string that is one placeholder becomes the value itself. */
export function fillBody(body, lookUp) {
  if (typeof body === 'string') {
    const whole = /^\{([^{}]+)\}$/.exec(body)?.[1];
    if (whole !== undefined) return lookUp(whole);
    return body.replace(/\{([^{}]+)\}/g, (_whole, name) => String(lookUp(name)));
  }
  if (Array.isArray(body)) return body.map((item) => fillBody(item, lookUp));
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, fillBody(value, lookUp)]));
}

function planSteps(steps, app, random) {
  const chosen = new Map();
  const lookUp = (name) => {
    const known = chosen.get(name);
    if (known !== undefined) return known;
    const values = app.data[name] ?? [];
    // A name without data stands for itself, so that the request is still well formed.
    const value = values[random.fork(`data/${name}`).index(values.length)] ?? name;
    chosen.set(name, value);
    return value;
  };
  return steps.map((step, at) => planStep(step, lookUp, random.fork(`step/${at}`)));
}

function planStep(step, lookUp, random) {
  if (step.type === 'think') return { type: 'think', durationMs: random.between(step.minMs, step.maxMs) };
  if (step.type === 'service') {
    const changes = step.action === 'sync' && random.next() < localChangeShare;
    return { type: 'service', step, changedItem: changes ? `item-${random.index(sharedItems)}` : null };
  }
  return {
    type: 'request',
    label: step.label,
    method: step.method,
    path: fillPath(step.path, lookUp),
    body: step.body === undefined ? null : JSON.stringify(fillBody(step.body, lookUp)),
    public: step.public,
  };
}

/** A connection is lost at some point between the first step and the end of the last thinking time. */
function planOffline(app, { atMs, steps }, random) {
  if (app.offline === null || random.next() >= app.offline.share) return null;
  const thinkMs = steps.reduce((sum, step) => sum + (step.type === 'think' ? step.durationMs : 0), 0);
  const fromMs = atMs + random.between(0, thinkMs);
  return { fromMs, toMs: fromMs + random.between(app.offline.minMs, app.offline.maxMs) };
}
