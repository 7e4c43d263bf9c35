import { DEFAULTS } from '../../blueprint/defaults.ts';
import { mapAt, mapsAt, oneOrSeveral, quantityAt, textAt, textsAt } from '../../blueprint/fields.ts';
import { parseDuration, parseSize } from '../../blueprint/quantities.ts';
import type { Kind } from '../../kinds/kind.ts';
import type { MapNode } from '../../source/parsed-document.ts';
import type { ContainerStorage, MobileService, MobileSettings, Provider, SyncCollection } from '../model.ts';
import { type Declared, providersOf } from './declared-names.ts';
import { elementBase, type Resolution, titleOf, writtenIn } from './resolution.ts';
import { defaultBehaviour } from './resolve-backends.ts';

/** Returns the mobile service, or null where its kind is unknown; that is reported with the shape. */
export function resolveMobileService(work: Resolution, declared: Declared): MobileService | null {
  const { node, kind } = declared;
  if (node === null || kind === null) return null;
  return {
    ...elementBase(work, declared),
    tier: 'mobileServices',
    kind,
    storage: readStorage(node),
    settings: readSettings(work, declared, { node, kind }),
  };
}

function readStorage(node: MapNode): ContainerStorage | null {
  if (textAt(node, 'storage') === 'none') return null;
  const { engine, size } = DEFAULTS.storage;
  return {
    engine,
    sizeBytes: quantityAt(mapAt(node, 'storage'), 'size', { parse: parseSize, default: size }),
    written: writtenIn(mapAt(node, 'storage')),
  };
}

/** Defaults are those that the kind's own schema names. */
function readSettings(
  work: Resolution,
  declared: Declared,
  of: { readonly node: MapNode; readonly kind: Kind },
): MobileSettings {
  const { node, kind } = of;
  const durationMs = (key: string) =>
    quantityAt(node, key, { parse: parseDuration, default: settingDefault(kind, key) });
  switch (kind.id) {
    case 'push':
      return {
        kind: 'push',
        providers: providersOf(declared).map((id) => provider(work, declared, id)),
        retentionMs: durationMs('retention'),
      };
    case 'sync':
      return { kind: 'sync', collections: readCollections(node), tombstonesMs: durationMs('tombstones') };
    case 'metrics':
      return { kind: 'metrics', retentionMs: durationMs('retention') };
    case 'security':
      return {
        kind: 'security',
        minimumVersion: textAt(node, 'minimum-version'),
        disabledVersions: textsAt(node, 'disabled-versions'),
      };
    case 'identity':
      return { kind: 'identity', tokenMs: durationMs('token-lifetime') };
  }
}

function settingDefault(kind: Kind, key: string): string {
  const setting: { readonly default?: unknown } = kind.settings[key] ?? {};
  return String(setting.default);
}

function readCollections(node: MapNode): readonly SyncCollection[] {
  return mapsAt(node, 'collections').map((entry) => ({
    name: entry.key,
    conflict: CONFLICTS.find((conflict) => conflict === textAt(entry.value, 'conflict')) ?? 'merge-fields',
    written: writtenIn(entry.value),
  }));
}

const CONFLICTS = ['client-wins', 'server-wins', 'merge-fields', 'reject'] as const;

const PROVIDER_TITLES = { fcm: 'Firebase Cloud Messaging', apns: 'Apple Push Notification service' } as const;

function provider(work: Resolution, service: Declared, id: 'fcm' | 'apns'): Provider {
  const base = elementBase(work, { ...service, name: `${service.name}-${id}`, node: null });
  return {
    ...base,
    formerly: (service.node ? oneOrSeveral(service.node, 'formerly') : []).map((name) => `${name}-${id}`),
    title: PROVIDER_TITLES[id],
    description: `Push provider of ${titleOf(service.name)}`,
    tier: 'providers',
    provider: id,
    behaves: defaultBehaviour(),
  };
}
