import type { ServiceStepSpec } from '../plan/traffic-spec.ts';
import { collectionOf, type Device, type LocalCollection } from './device.ts';
import { parseObject } from './sign-in.ts';

/** A request that the client of a mobile service on the phone makes. */
export interface ServiceRequest {
  readonly method: string;
  readonly path: string;
  /** Undefined: none. */
  readonly body: unknown;
  /** Told the body of a successful answer. Returns false if the application may not go on. */
  readonly accept: (body: string) => boolean;
}

type Call = ServiceStepSpec['calls'][number];

const goOn = () => true;

/**
 * Returns the request that one call of a service step comes to, or null if the phone has no reason for it now. Payloads have
 * the shapes of the AeroGear services that the kinds follow.
 */
export function serviceRequest(
  device: Device,
  step: ServiceStepSpec,
  { call, nowMs }: { readonly call: Call; readonly nowMs: number },
): ServiceRequest | null {
  const { method, path } = call;
  switch (step.action) {
    case 'check':
      return { method, path, body: launch(device), accept: mayRun };
    case 'subscribe':
      return { method, path, body: subscription(device, step.argument), accept: goOn };
    case 'track':
      return { method, path, body: appEvent(device, step.argument, nowMs), accept: goOn };
    case 'sync':
      return call.name === 'pull' ? pull(device, step, call) : push(device, step, call);
  }
}

function launch(device: Device) {
  return {
    version: device.version,
    appId: device.app.name,
    deviceId: device.id,
    deviceVersion: platformVersion(device),
    deviceType: device.platform,
  };
}

function mayRun(body: string): boolean {
  return parseObject(body)['disabled'] !== true;
}

function subscription(device: Device, category: string) {
  return {
    deviceToken: `token-${device.id}`,
    deviceType: device.platform,
    operatingSystem: device.platform,
    osVersion: platformVersion(device),
    categories: [category],
    enabled: true,
  };
}

function appEvent(device: Device, event: string, nowMs: number) {
  return {
    clientId: device.id,
    type: event,
    timestamp: nowMs,
    data: {
      app: { appId: device.app.name, sdkVersion: '1.0.0', appVersion: device.version },
      device: { platform: device.platform, platformVersion: platformVersion(device) },
    },
  };
}

function push(device: Device, step: ServiceStepSpec, { method, path }: Call): ServiceRequest | null {
  const collection = collectionOf(device, step.argument);
  if (collection.pending.size === 0) return null;
  const handedIn = [...collection.pending];
  const changes = handedIn.map(([id, change]) => ({
    change,
    id,
    base: collection.versions.get(id) ?? 0,
    // A value of its own each time: one that the item has already would be no change.
    fields: { [`lastChange-${device.platform}`]: change },
  }));
  const { checkpoint } = collection;
  return {
    method,
    path,
    body: checkpoint === null ? { changes } : { changes, since: checkpoint },
    accept(body) {
      const answer = parseObject(body);
      if (answer['resync'] === true) {
        // Away for too long: nothing was applied, and the changes wait until the pull that follows has started over.
        forget(collection);
        return true;
      }
      // A conflict is settled by the pull that follows: the phone takes over what the service has.
      for (const [id] of handedIn) collection.pending.delete(id);
      learn(collection, answer['checkpoint'], answer['accepted']);
      return true;
    },
  };
}

function pull(device: Device, step: ServiceStepSpec, { method, path }: Call): ServiceRequest {
  const collection = collectionOf(device, step.argument);
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
function learn(collection: LocalCollection, checkpoint: unknown, items: unknown): void {
  if (typeof checkpoint === 'string' || typeof checkpoint === 'number') {
    collection.checkpoint = String(checkpoint);
  }
  for (const item of Array.isArray(items) ? items : []) {
    if (typeof item?.id === 'string' && typeof item.version === 'number') {
      collection.versions.set(item.id, item.version);
    }
  }
}

function forget(collection: LocalCollection): void {
  collection.checkpoint = null;
  collection.versions.clear();
}

/** Of the system that such phones run; one each is enough to be told apart by. */
function platformVersion(device: Device): string {
  return device.platform === 'android' ? '15' : '18.5';
}
