import type { RuleFinding } from '../rule.ts';
import type { Placeholder } from './message.ts';

/** A place that a custom rule is against, with what the rule's message may speak of. */
export interface Violation extends Omit<RuleFinding, 'message'> {
  readonly values: Readonly<Partial<Record<Placeholder, string>>>;
}

/** Takes one violation. */
export type Take = (violation: Violation) => void;
