import { createCheck } from './check-value.ts';
import { BodyProblem } from './problem.ts';
import type { Schema, Schemas } from './schema.ts';

/** What the body of a request has to be. */
export interface BodySchema {
  readonly schema: Schema;
  /** What the schema refers to. */
  readonly schemas?: Schemas;
}

/** Returns a function that throws a 400 {@link BodyProblem} for a body that does not fit; no body counts as an empty object. */
export function createBodyCheck({ schema, schemas }: BodySchema): (body: unknown) => void {
  const check = createCheck(schema, schemas);
  return (body) => {
    const errors = check(body === undefined ? {} : body);
    const [first, ...others] = errors;
    if (first === undefined) return;
    if (body === undefined) throw new BodyProblem('the body is missing', [missing, ...errors]);
    const more = others.length === 0 ? '' : `, and ${others.length} more`;
    throw new BodyProblem(`the body does not fit: ${first.pointer} ${first.detail}${more}`, errors);
  };
}

const missing = { pointer: '#', detail: 'is required' };
