import type { JsonSchema } from '../contracts/contract.ts';
import { isRecord, listOf, recordOf } from '../contracts/plain-data.ts';
import { referred } from '../contracts/schema-refs.ts';

type Schemas = Readonly<Record<string, JsonSchema>>;

/** What a schema says for certain, its references and what it is all of taken together. */
export interface FlatSchema {
  /** Null: any. */
  readonly types: readonly unknown[] | null;
  readonly properties: ReadonlyMap<string, readonly JsonSchema[]>;
  /** What has to be sent: not what only an answer has. */
  readonly required: ReadonlySet<string>;
  readonly items: JsonSchema | null;
  readonly minItems: number;
  readonly maxItems: number | null;
  readonly minProperties: number;
}

/** Deeper references and combinations say nothing. */
const MAX_DEPTH = 20;

/** Returns what a schema says for certain; of alternatives, nothing. */
export function flatSchema(schema: JsonSchema, schemas: Schemas): FlatSchema {
  const parts: JsonSchema[] = [];
  collectParts(schema, { schemas, parts, depth: 0 });
  const properties = new Map<string, JsonSchema[]>();
  for (const part of parts) {
    for (const [name, property] of Object.entries(recordOf(part['properties']))) {
      properties.set(name, [...(properties.get(name) ?? []), recordOf(property)]);
    }
  }
  const required = parts.flatMap((part) => listOf(part['required']));
  const isSent = (name: unknown): name is string =>
    typeof name === 'string' && !(properties.get(name) ?? []).some((one) => isReadOnly(one, schemas));
  return {
    types: parts.flatMap(typesOf)[0] ?? null,
    properties,
    required: new Set(required.filter(isSent)),
    items: parts.map((part) => part['items']).find(isRecord) ?? null,
    minItems: Math.max(0, ...numbers(parts, 'minItems')),
    maxItems: numbers(parts, 'maxItems')[0] ?? null,
    minProperties: Math.max(0, ...numbers(parts, 'minProperties')),
  };
}

interface Collecting {
  readonly schemas: Schemas;
  readonly parts: JsonSchema[];
  readonly depth: number;
}

function collectParts(schema: JsonSchema, to: Collecting): void {
  if (to.depth > MAX_DEPTH || to.parts.length > MAX_DEPTH) return;
  const deeper = { ...to, depth: to.depth + 1 };
  to.parts.push(schema);
  const target = referred(schema['$ref'], to.schemas);
  if (target !== undefined) collectParts(target, deeper);
  for (const part of listOf(schema['allOf'])) collectParts(recordOf(part), deeper);
}

function typesOf({ type }: JsonSchema): readonly (readonly unknown[])[] {
  return type === undefined ? [] : [[type].flat()];
}

function isReadOnly(schema: JsonSchema, schemas: Schemas): boolean {
  return schema['readOnly'] === true || referred(schema['$ref'], schemas)?.['readOnly'] === true;
}

function numbers(parts: readonly JsonSchema[], keyword: string): readonly number[] {
  return parts.flatMap((part) => {
    const value = part[keyword];
    return typeof value === 'number' && Number.isSafeInteger(value) ? [value] : [];
  });
}
