import type { Contract, JsonSchema } from '../contracts/contract.ts';
import { recordOf } from '../contracts/plain-data.ts';
import { refsIn, SCHEMAS, schemasFor, withRefs } from '../contracts/schema-refs.ts';
import { lazily, memoised, once, rememberedFor } from '../model/memo.ts';
import type {
  Backend,
  FrontendOperation,
  Gather,
  Integration,
  IntegrationCall,
  IntegrationOperation,
  Model,
} from '../model/model.ts';
import { hasBody, namesInPath } from './call-input.ts';
import { flatSchema } from './flat-schema.ts';
import { admitNull } from './nullable-fields.ts';
import { expressionReaderOf, type ReadExpression } from './read-expression.ts';
import { noteSentFields, type Target } from './sent-fields.ts';
import { nothingWanted, schemaOfWanted, type Wanted } from './wanted.ts';

/** What the body of a request has to be, so that nobody behind refuses it for certain. */
export interface TakenBody {
  /** Its references lead to `#/schemas/<name>`. */
  readonly schema: JsonSchema;
  /** What it refers to. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  /** Whether there has to be one: without it, an empty object is handed on. */
  readonly required: boolean;
}

export interface OperationBodies {
  /** Null where nothing is known of the body, or there is none. */
  readonly ofIntegration: (operation: IntegrationOperation) => TakenBody | null;
  /** Names of schemas have the backend's before them: `erp.OrderLine`. */
  readonly ofFrontend: (operation: FrontendOperation) => TakenBody | null;
}

/**
 * Returns what operations take, carried backwards from the contracts: through an integration, and from there through each part of a
 * frontend that must not fail. What passes as it is has the contract's schema; what an expression maps has what can be told of it for
 * certain. Each is worked out when it is asked for: to validate, few are.
 */
export const operationBodies: (model: Model) => OperationBodies = rememberedFor((model) => {
  const read = expressionReaderOf(model);
  const schemasOf = rememberedFor(sentSchemas);
  const owners = lazily(() => ownersOf(model));
  const ofIntegration = memoised((operation: IntegrationOperation) => {
    const integration = owners().get(operation);
    if (integration === undefined) throw new Error(`${operation.path} is of another model`);
    return integrationBody(operation, {
      integration,
      schemas: schemasOf(integration.reaches.contract),
      read,
    });
  });
  const targets = new Map<IntegrationOperation, Target>();
  const targetOf = ({ from }: Gather): Target =>
    from.type === 'mobileService'
      ? { schema: {}, schemas: {}, path: namesInPath(from.operation.path) }
      : once(targets, from.operation, () => integrationTarget(from, ofIntegration(from.operation)));
  return {
    ofIntegration,
    ofFrontend: memoised((operation: FrontendOperation) => frontendBody(operation, { read, targetOf })),
  };
});

function ownersOf({ integrations }: Model): ReadonlyMap<IntegrationOperation, Integration> {
  return new Map(
    integrations.flatMap((integration) =>
      integration.operations.map((operation) => [operation, integration] as const),
    ),
  );
}

/** Returns what bodies refer to, all together. */
export function schemasOfBodies(bodies: readonly (TakenBody | null)[]): Readonly<Record<string, JsonSchema>> {
  return Object.assign({}, ...bodies.map((body) => body?.schemas));
}

function needsOne({ anyOf }: JsonSchema): boolean {
  return Array.isArray(anyOf) && anyOf.every((one) => recordOf(one)['required'] !== undefined);
}

/** SOAP has no null: a field that is null is left out. */
function sentSchemas({ protocol, schemas }: Contract): Contract['schemas'] {
  if (protocol !== 'soap') return schemas;
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, admitNull(schema)]));
}

interface IntegrationWork {
  readonly integration: Integration;
  readonly schemas: Contract['schemas'];
  readonly read: ReadExpression;
}

function integrationBody(
  operation: IntegrationOperation,
  { integration: { reaches }, schemas, read }: IntegrationWork,
): TakenBody | null {
  const { http, calls, sends } = operation;
  if (!hasBody(http.method)) return null;
  const body = nothingWanted();
  if (sends !== null) noteExpression(sends, contractTarget(reaches, calls, schemas), { read, body });
  else if (calls.request !== null && hasBody(calls.method)) {
    const isSoap = reaches.protocol === 'soap';
    body.schemas.push(isSoap ? withoutGiven(calls.request, schemas, http.parameters) : calls.request);
  }
  return taken(body, schemas);
}

function contractTarget(
  { protocol }: Backend,
  calls: IntegrationOperation['calls'],
  schemas: Contract['schemas'],
): Target {
  if (protocol === 'soap') return { schema: calls.request ?? {}, schemas, path: [] };
  const path = namesInPath(calls.path);
  if (hasBody(calls.method)) return { schema: calls.request ?? {}, schemas, path };
  const required = calls.parameters.flatMap((one) => (one.in === 'query' && one.required ? [one.name] : []));
  return { schema: { required }, schemas, path };
}

/** A SOAP request that is handed on by name has what is in the path, too. */
function withoutGiven(
  request: JsonSchema,
  schemas: Contract['schemas'],
  given: readonly string[],
): JsonSchema {
  if (given.length === 0) return request;
  const { properties, required } = flatSchema(request, schemas);
  const left = [...properties].filter(([name]) => !given.includes(name));
  return {
    type: 'object',
    properties: Object.fromEntries(left.map(([name, [schema]]) => [name, schema])),
    required: [...required].filter((name) => !given.includes(name)),
  };
}

interface FrontendWork {
  readonly read: ReadExpression;
  readonly targetOf: (gather: Gather) => Target;
}

function frontendBody(
  { http, gathers }: FrontendOperation,
  { read, targetOf }: FrontendWork,
): TakenBody | null {
  if (!hasBody(http.method)) return null;
  const body = nothingWanted();
  const schemas: Record<string, JsonSchema> = {};
  for (const gather of gathers) {
    // What an optional part refuses does not fail the whole.
    if (gather.optional) continue;
    const target = targetOf(gather);
    Object.assign(schemas, target.schemas);
    if (gather.sends !== null) noteExpression(gather.sends, target, { read, body });
    else body.schemas.push(target.schema);
  }
  return taken(body, schemas);
}

function integrationTarget({ element, operation }: IntegrationCall, body: TakenBody | null): Target {
  const path = operation.http.parameters;
  if (body === null) return { schema: {}, schemas: {}, path };
  const prefix = `${element.reaches.name}.`;
  const qualified = (schema: JsonSchema) =>
    recordOf(withRefs(schema, (ref) => ref.replace(SCHEMAS, SCHEMAS + prefix)));
  const entries = Object.entries(body.schemas).map(([name, schema]) => [prefix + name, qualified(schema)]);
  return { schema: qualified(body.schema), schemas: Object.fromEntries(entries), path };
}

function noteExpression(
  text: string,
  target: Target,
  { read, body }: { readonly read: ReadExpression; readonly body: Wanted },
): void {
  const reading = read(text);
  if (reading.type === 'tree') noteSentFields(reading.tree, target, body);
}

function taken(body: Wanted, schemas: Contract['schemas']): TakenBody | null {
  const schema = schemaOfWanted(body);
  if (Object.keys(schema).length === 0) return null;
  const { types, required, minProperties } = flatSchema(schema, schemas);
  const isObject = types === null || types.includes('object');
  return {
    schema,
    schemas: schemasFor(refsIn(schema, SCHEMAS), schemas),
    required: !isObject || required.size > 0 || minProperties > 0 || needsOne(schema),
  };
}
