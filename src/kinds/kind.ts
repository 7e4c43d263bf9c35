/**
 * What a kind of mobile service is, as data: its API, what a phone can do with it, and its settings.
 * A kind describes; generation and simulation read it and never branch on more than its id.
 */
export interface Kind {
  readonly id: KindId;
  readonly title: string;
  readonly summary: string;
  /** In the order in which they are documented. */
  readonly operations: readonly KindOperation[];
  /** The step that a journey may hold for it: `{ sync: orders }`; null: none. */
  readonly step: KindStep | null;
  /**
   * Settings a blueprint may give it, as JSON Schema properties. `quantity: 'duration'` stands for the type and the
   * pattern of that quantity, which the blueprint's schema fills in.
   */
  readonly settings: Readonly<Record<string, object>>;
}

export type KindId = 'push' | 'sync' | 'metrics' | 'security' | 'identity';

export interface KindOperation {
  /** As references name it: `push.send`. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  /** Who may call it: a phone through the gateway, or only other services. */
  readonly audience: 'device' | 'service';
  /** True where a phone calls it before it has a token. */
  readonly public: boolean;
}

export interface KindStep {
  readonly key: 'sync' | 'track' | 'subscribe' | 'check';
  readonly summary: string;
  /** Names of the operations that the step calls, in order. */
  readonly operations: readonly string[];
}
