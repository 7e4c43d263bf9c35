/** A kind of application, as data: what its people do, on which backend systems, in which words. */
export interface AppKind {
  /** As `--kind` names it. */
  readonly id: string;
  readonly title: string;
  /** What people do with it, for whoever chooses a kind. */
  readonly summary: string;
  /** Of the blueprint: one sentence with a full stop. */
  readonly description: string;
  readonly app: { readonly name: string; readonly title: string; readonly people: string };
  /** Names of the frontend microservices, by what their screens are about; `home` has the first screen too. */
  readonly frontends: Readonly<Record<Role, string>>;
  /** The backend systems that such an organisation usually has, one for each role. */
  readonly systems: readonly UsualSystem[];
  /** What phones keep in step with the server. */
  readonly collection: string;
  /** Category of the messages that phones subscribe to. */
  readonly category: string;
  /** Whether its people are often without a network. */
  readonly offline: boolean;
}

/**
 * What a backend system is asked for: the `person` who uses the app, the `catalogue` that is looked through, or the
 * `records` of that person, which are added to.
 */
export type Role = 'person' | 'catalogue' | 'records';

export interface UsualSystem {
  /** Element name. */
  readonly name: string;
  readonly title: string;
  readonly owner: string;
  readonly protocol: 'rest' | 'soap';
  readonly role: Role;
  /** Words in the names of systems that do the same elsewhere. */
  readonly alike: readonly string[];
  readonly entity: Entity;
  /** Of the stand-in's answers, in ms. */
  readonly latency: { readonly p50Ms: number; readonly p99Ms: number };
}

/** What a backend system keeps. */
export interface Entity {
  /** `work order`. */
  readonly noun: string;
  /** `work orders`. */
  readonly plural: string;
  /** Whose each one is; null: everybody's. Not for persons. */
  readonly owner: { readonly name: string; readonly column: string } | null;
  /** The first is the key. */
  readonly fields: readonly Field[];
}

export interface Field {
  /** In the words of the app. */
  readonly name: string;
  /** In the words of the backend system. */
  readonly column: string;
  readonly type: 'text' | 'amount' | 'whole' | 'date' | 'choice';
  /** Of the three examples, in their order. A choice has no other values. */
  readonly values: readonly [string | number, string | number, string | number];
  /** True: given by whoever adds one, or changed by the person that it is about. */
  readonly isInput?: true;
}
