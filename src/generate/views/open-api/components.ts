import type { JsonSchema } from '../../../contracts/contract.ts';
import { OR_ONE, refsIn, SCHEMAS, schemasFor, withRefs } from '../../../contracts/schema-refs.ts';
import type { Described, Document } from './document.ts';

const COMPONENTS = '#/components/schemas/';

/** Returns a contract's schema with its references led to `#/components/schemas/`. */
export function asComponent(schema: unknown): unknown {
  return withRefs(schema, (ref) => ref.replace(SCHEMAS, COMPONENTS), OR_ONE);
}

/** Returns the schemas that the operations refer to, and what these refer to, by name and sorted. */
export function componentsFor(
  operations: readonly Described[],
  schemas: Readonly<Record<string, JsonSchema>>,
): Document {
  const found = Object.entries(schemasFor(refsIn(operations, COMPONENTS), schemas));
  return Object.fromEntries(found.map(([name, schema]) => [name, asComponent(schema)]));
}
