import { collectionOf, parseObject, platformVersion } from './phone.js';

const goOn = () => true;

/**
 * Returns the request that one call of a service step comes to, or null if the phone has no reason for it now. Its `accept` is
 * told the body of a successful answer, and returns false if the application may not go on.
 */
export function serviceRequest(phone, step, call) {
  const { method, path } = call;
  switch (step.action) {
    case 'check':
      return { method, path, body: launch(phone), accept: (body) => parseObject(body).disabled !== true };
    case 'subscribe':
      return { method, path, body: subscription(phone, step.argument), accept: goOn };
    case 'track':
      return { method, path, body: appEvent(phone, step.argument), accept: goOn };
    case 'sync':
      return call.name === 'pull' ? pull(phone, step, call) : push(phone, step, call);
    default:
      throw new Error(`no phone knows how to ${step.action}`);
  }
}

function launch(phone) {
  return {
    version: phone.version,
    appId: phone.app.name,
    deviceId: phone.id,
    deviceVersion: platformVersion(phone),
    deviceType: phone.platform,
  };
}

function subscription(phone, category) {
  return {
    deviceToken: `token-${phone.id}`,
    deviceType: phone.platform,
    operatingSystem: phone.platform,
    osVersion: platformVersion(phone),
    categories: [category],
    enabled: true,
  };
}

function appEvent(phone, event) {
  return {
    clientId: phone.id,
    type: event,
    timestamp: Date.now(),
    data: {
      app: { appId: phone.app.name, sdkVersion: '1.0.0', appVersion: phone.version },
      device: { platform: phone.platform, platformVersion: platformVersion(phone) },
    },
  };
}

function push(phone, step, { method, path }) {
  const collection = collectionOf(phone, step.argument);
  if (collection.pending.size === 0) return null;
  const handedIn = [...collection.pending];
  const changes = handedIn.map(([id, change]) => ({
    change,
    id,
    base: collection.versions.get(id) ?? 0,
    // A value of its own each time: one that the item has already would be no change.
    fields: { [`lastChange-${phone.platform}`]: change },
  }));
  const { checkpoint } = collection;
  return {
    method,
    path,
    body: checkpoint === null ? { changes } : { changes, since: checkpoint },
    accept(body) {
      const answer = parseObject(body);
      if (answer.resync === true) {
        // Away for too long: nothing was applied, and the changes wait until the pull that follows has started over.
        forget(collection);
        return true;
      }
      // A conflict is settled by the pull that follows: the phone takes over what the service has.
      for (const [id] of handedIn) collection.pending.delete(id);
      learn(collection, answer.checkpoint, answer.accepted);
      return true;
    },
  };
}

function pull(phone, step, { method, path }) {
  const collection = collectionOf(phone, step.argument);
  const { checkpoint } = collection;
  return {
    method,
    path: checkpoint === null ? path : `${path}?since=${encodeURIComponent(checkpoint)}`,
    body: undefined,
    accept(body) {
      const { checkpoint: next, changes, resync } = parseObject(body);
      // Away for too long: the next pull starts over.
      if (resync === true) forget(collection);
      else learn(collection, next, changes);
      return true;
    },
  };
}

/** Takes over a checkpoint, and the versions of the items that an answer names. */
function learn(collection, checkpoint, items) {
  if (typeof checkpoint === 'string' || typeof checkpoint === 'number') {
    collection.checkpoint = String(checkpoint);
  }
  for (const item of Array.isArray(items) ? items : []) {
    if (typeof item?.id === 'string' && typeof item.version === 'number') {
      collection.versions.set(item.id, item.version);
    }
  }
}

function forget(collection) {
  collection.checkpoint = null;
  collection.versions.clear();
}
