import { type Check, createCheck } from '../../../templates/typescript/kit/src/check-value.ts';
import type { Schema, Schemas } from '../../../templates/typescript/kit/src/schema.ts';
import { checkedBody } from '../../expressions/checked-body.ts';
import type { TakenBody } from '../../expressions/operation-bodies.ts';

/** Returns the check that the generated service makes of a body, with the same code; null where it takes any. */
export function bodyCheck(taken: TakenBody | null): Check | null {
  const { schema, schemas } = checkedBody(taken);
  // Nothing is left in them but the keywords that the kit has.
  return Object.keys(schema).length === 0 ? null : createCheck(schema as Schema, schemas as Schemas);
}
