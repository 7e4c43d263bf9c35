import type { Severity } from '../../diagnostics/diagnostic.ts';
import type { Condition } from './condition.ts';
import type { Property } from './property.ts';
import type { Selector } from './selector.ts';

/** A rule that somebody wrote as data. */
export interface CustomRule {
  readonly id: string;
  readonly severity: Severity;
  /** With placeholders: `{from}` and `{to}` of an edge, `{name}`, `{path}`, and the `{value}` of a property. */
  readonly message: string;
  readonly summary: string;
  readonly why: string;
  readonly demand: Demand;
}

/** What a custom rule asks for. */
export type Demand = EdgeDemand | PropertyDemand;

/**
 * `forbid`: no edge from the ones to the others. `require`: each of the ones has an edge to one of the others. `allow`: of the
 * edges that start at the ones or end at the others, only those that do both. No selector: any element.
 */
export interface EdgeDemand {
  readonly type: 'edges';
  readonly verb: Verb;
  readonly from: Selector | null;
  readonly to: Selector | null;
}

/**
 * `forbid`: the condition holds of no value. `require`: it holds of each, and there is one. `allow`: it holds of each that is
 * there.
 */
export interface PropertyDemand {
  readonly type: 'property';
  readonly verb: Verb;
  readonly on: Selector | null;
  /** One for each tier that has a property of the name. */
  readonly properties: readonly Property[];
  readonly condition: Condition;
}

export type Verb = 'forbid' | 'require' | 'allow';
