import type { KindId } from '../kinds/kind.ts';
import type { AppKind } from './app-kinds/app-kind.ts';

/** What has to be known before a blueprint can be written from nothing. */
export interface Answers {
  readonly kind: AppKind;
  /** Name of the blueprint: a DNS label. */
  readonly name: string;
  /** For people. */
  readonly title: string;
  /** Team that answers for it. */
  readonly owner: string;
  /** At least one; names unique. */
  readonly backends: readonly BackendAnswer[];
  readonly services: readonly KindId[];
  /** Whether phones are expected to lose their network while people use the app. */
  readonly offline: boolean;
  readonly load: LoadAnswer;
}

export interface BackendAnswer {
  /** Element name. */
  readonly name: string;
  readonly protocol: 'rest' | 'soap';
}

/** How much is expected: journeys that start a second, or people who use the app on a day. */
export type LoadAnswer =
  | { readonly per: 'second'; readonly journeys: number }
  | { readonly per: 'day'; readonly users: number };

/** Returns what is taken where nothing is said: the usual systems, every mobile service, 20 journeys a second. */
export function defaultAnswers(kind: AppKind, name: string): Answers {
  return {
    kind,
    name,
    title: titleOf(name),
    owner: 'team-mobile',
    backends: kind.systems.map((system) => ({ name: system.name, protocol: system.protocol })),
    services: ['push', 'sync', 'metrics', 'security', 'identity'],
    offline: kind.offline,
    load: { per: 'second', journeys: 20 },
  };
}

/**
 * Returns the mobile services that nothing works without: `identity`, since a gateway that lets everybody in protects nothing
 * and what a phone asks for is its own person's; and `sync` where phones are offline, since what people change meanwhile
 * has to come together again.
 */
export function neededServices(offline: boolean): readonly KindId[] {
  return offline ? ['identity', 'sync'] : ['identity'];
}

/** Returns a name as a title: `shop-app` is `Shop app`. */
export function titleOf(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
