import { identity } from './identity.ts';
import type { Kind } from './kind.ts';
import { metrics } from './metrics.ts';
import { push } from './push.ts';
import { security } from './security.ts';
import { sync } from './sync.ts';

/** Every kind of mobile service, in the order in which they are documented. */
export const KINDS: readonly Kind[] = [push, sync, metrics, security, identity];

/** Returns the kind of that id, or null. */
export function findKind(id: string): Kind | null {
  return KINDS.find((kind) => kind.id === id) ?? null;
}
