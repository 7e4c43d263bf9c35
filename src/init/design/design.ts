import type { KindId } from '../../kinds/kind.ts';
import type { Answers } from '../answers.ts';
import type { ExpectedLoad } from '../expected-load.ts';
import type { ChosenSystem } from './choose-systems.ts';

/** What a blueprint from answers holds, before it is written. */
export interface Design {
  readonly answers: Answers;
  readonly systems: readonly ChosenSystem[];
  /** Every mobile service that there is: those that were asked for, and those that nothing works without. */
  readonly services: ReadonlySet<KindId>;
  /** In the order of their frontend microservices. */
  readonly screens: readonly Screen[];
  readonly journeys: readonly JourneyDesign[];
  /** Values for placeholders in steps, by name. */
  readonly data: Readonly<Record<string, readonly (string | number)[]>>;
  readonly sizing: Sizing;
}

/** One operation of a frontend microservice. */
export interface Screen {
  /** Element name of the frontend microservice. */
  readonly frontend: string;
  /** `getHome`. */
  readonly name: string;
  readonly title: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly deadline: string;
  readonly parts: readonly PartDesign[];
}

export interface PartDesign {
  readonly part: string;
  /** `crm-integration.getCustomer`. */
  readonly from: string;
  /** JSONata; null: by name. */
  readonly sends: string | null;
  readonly optional: boolean;
  /** Null: starts at once. */
  readonly after: string | null;
  /** Null: what the deadline leaves. */
  readonly timeout: string | null;
}

export interface JourneyDesign {
  readonly name: string;
  /** Of all visits, 0 to 1. */
  readonly share: number;
  readonly steps: readonly StepDesign[];
}

export type StepDesign =
  | {
      readonly type: 'screen';
      readonly screen: Screen;
      readonly body: Readonly<Record<string, string | number>> | null;
    }
  | { readonly type: 'think'; readonly range: string }
  | {
      readonly type: 'service';
      readonly key: 'sync' | 'track' | 'subscribe' | 'check';
      readonly argument: string;
    };

/** How much is expected, how much of it is simulated, and what that asks of everybody. */
export interface Sizing {
  readonly expected: ExpectedLoad;
  /** Journeys a second of the first scenario. */
  readonly simulatedPerSecond: number;
  readonly durationSeconds: number;
  /** Distinct phones. */
  readonly population: number;
  /** Requests a second that each backend system has to stand, by name. */
  readonly capacities: ReadonlyMap<string, number>;
  /** Of the storage of each kind of mobile service, as a blueprint writes it. */
  readonly storages: Readonly<Record<KindId, string>>;
}
