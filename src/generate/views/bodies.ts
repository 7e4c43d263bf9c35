import type { JsonSchema } from '../../contracts/contract.ts';
import { exampleValue } from '../../contracts/example-value.ts';
import { checkedBody } from '../../expressions/checked-body.ts';
import { flatSchema } from '../../expressions/flat-schema.ts';
import type { TakenBody } from '../../expressions/operation-bodies.ts';
import type { FreeText } from '../free-text.ts';

/** What the body of an operation has to be, as the code of a service has it, and what its tests send. */
export interface BodyView {
  /** The kit's `Schema`; empty where any body is taken. */
  readonly schema: JsonSchema;
  /** What it refers to. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  /** False where any body is taken. */
  readonly isChecked: boolean;
  /** A body that fits, as far as that is known. */
  readonly sample: unknown;
  /** True if it fits for certain. */
  readonly isSampleSure: boolean;
  /** A body that is refused, and what is said of it; null where none is known. */
  readonly refusal: Refusal | null;
  readonly hasRefusal: boolean;
}

interface Refusal {
  readonly body: unknown;
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[];
}

/** Returns the view of what an operation takes; null: any body, or none. */
export function bodyView(taken: TakenBody | null): BodyView {
  const { schema, schemas } = checkedBody(taken);
  const isChecked = Object.keys(schema).length > 0;
  const sample = isChecked ? exampleValue(schema, schemas) : {};
  const refusal = refusalOf(schema, schemas);
  return {
    schema,
    schemas,
    isChecked,
    sample: sample ?? {},
    isSampleSure: sample !== null && !HARD_TO_MEET.test(JSON.stringify([schema, schemas])),
    refusal,
    hasRefusal: refusal !== null,
  };
}

/** Keywords that examples do not always obey. */
const HARD_TO_MEET =
  /"(?:pattern|minProperties|maxProperties|maxItems|exclusiveM(?:in|ax)imum|allOf)":|"minLength":\d{3}|"minItems":\d{2}/;

function refusalOf(schema: JsonSchema, schemas: Readonly<Record<string, JsonSchema>>): Refusal | null {
  const { required, properties, types } = flatSchema(schema, schemas);
  const [missing] = required;
  if (missing !== undefined)
    return { body: {}, errors: [{ pointer: pointerOf(missing), detail: 'is required' }] };
  for (const [name, [property = {}]] of properties) {
    const field = flatSchema(property, schemas);
    if (field.types !== null && !takesAny(field.types))
      return {
        body: { [name]: wrongFor(field.types) },
        errors: [{ pointer: pointerOf(name), detail: mustBe(field.types) }],
      };
  }
  return types === null || types.includes('string')
    ? null
    : { body: 'no such thing', errors: [{ pointer: '#', detail: mustBe(types) }] };
}

/** True where both a text and a number would do. */
function takesAny(types: readonly unknown[]): boolean {
  return types.includes('string') && (types.includes('number') || types.includes('integer'));
}

function wrongFor(types: readonly unknown[]): string | number {
  return types.includes('string') ? 5 : 'no such thing';
}

function mustBe(types: readonly unknown[]): string {
  return `must be ${types.join(' or ')}`;
}

/** As the kit writes it. */
function pointerOf(name: string): string {
  const escaped = name
    .replaceAll(/\p{Cs}/gu, '\ufffd')
    .replaceAll('~', '~0')
    .replaceAll('/', '~1');
  return `#/${encodeURI(escaped).replaceAll('#', '%23')}`;
}

/** The file in which a service has what the bodies of its operations have to be. */
export interface BodiesView {
  readonly bodies: readonly NamedBodyView[];
  readonly hasBodies: boolean;
  readonly bodySchemas: Readonly<Record<string, JsonSchema>>;
  readonly hasBodySchemas: boolean;
}

interface NamedBodyView {
  readonly blueprintPath: string;
  readonly function: string;
  readonly label: FreeText;
  readonly schema: JsonSchema;
  readonly hasSchemas: boolean;
}

/** An operation whose body is checked or not. */
interface WithBody {
  readonly blueprintPath: string;
  readonly function: string;
  readonly label: FreeText;
  readonly body: BodyView;
}

/** Returns what the bodies of operations have to be, for one file. */
export function bodiesView(operations: readonly WithBody[]): BodiesView {
  const checked = operations.filter(({ body }) => body.isChecked);
  const schemas = Object.assign({}, ...checked.map(({ body }) => body.schemas));
  const names = Object.keys(schemas).sort();
  return {
    bodies: checked.map(({ blueprintPath, function: name, label, body }) => ({
      blueprintPath,
      function: name,
      label,
      schema: body.schema,
      hasSchemas: Object.keys(body.schemas).length > 0,
    })),
    hasBodies: checked.length > 0,
    bodySchemas: Object.fromEntries(names.map((name) => [name, schemas[name]])),
    hasBodySchemas: names.length > 0,
  };
}
