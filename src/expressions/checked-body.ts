import { createCheckableSchemas } from '../contracts/checkable-schema.ts';
import type { JsonSchema } from '../contracts/contract.ts';
import { refsIn, SCHEMAS, schemasFor } from '../contracts/schema-refs.ts';
import type { TakenBody } from './operation-bodies.ts';

/** What a service holds a body against: schemas as the kit reads them (`Schema`). */
export interface CheckedBody {
  /** Empty where any body is taken. */
  readonly schema: JsonSchema;
  /** What it refers to. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
}

/** Returns what the service that takes a body checks of it; null: any body, or none. */
export function checkedBody(taken: TakenBody | null): CheckedBody {
  if (taken === null) return { schema: {}, schemas: {} };
  const checkable = createCheckableSchemas(taken.schemas);
  const schema = checkable(taken.schema);
  return { schema, schemas: schemasFor(refsIn(schema, SCHEMAS), taken.schemas, checkable) };
}
