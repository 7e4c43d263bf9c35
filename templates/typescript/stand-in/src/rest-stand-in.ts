import { type Answer, badRequest, type Input, notFound } from '@lintel/kit';
import { echoed, type Fields, isFields, withField } from './plain-data.ts';
import { createRecordStore } from './record-store.ts';
import { collectionPath, type ResourceRole, resourceRoles } from './rest-resources.ts';
import { createSampler } from './sampler.ts';
import { pick, seededRandom } from './seeded-random.ts';
import type { StandInContract, StandInOperation } from './stand-in-contract.ts';

/** Answers one operation of a REST contract. Throws a `Problem` for a request that the contract does not allow. */
export type RestHandler = (operation: StandInOperation, input: Input) => Answer;

/**
 * Returns a handler that answers from the contract's examples, else from its schemas, the same request always in the same
 * way, and that keeps what is posted to collections: it is then found by its id and in lists, and can be changed and removed.
 */
export function createRestHandler(contract: StandInContract, seed: number): RestHandler {
  const sampler = createSampler(contract.schemas);
  const roles = resourceRoles(contract);
  const store = createRecordStore();

  /** What the contract says the answer looks like, speaking of what was asked for. */
  const usual = (operation: StandInOperation, input: Input): unknown => {
    const { examples, schema } = operation.response;
    const { params, query, body } = input;
    const random = seededRandom(JSON.stringify([seed, operation.id, params, query, body]));
    const value =
      examples.length > 0 ? pick(random, examples) : schema === null ? undefined : sampler(schema, random);
    return Array.isArray(value) ? value : withOwnId(echoed(value, params), lastParameter(operation, params));
  };

  const keepers: { readonly [type in Exclude<ResourceRole['type'], 'other' | 'create'>]: Keeper } = {
    list: (collection, _id, input, answer) => {
      const filters = Object.entries(input.query);
      const fits = (record: Fields) =>
        filters.every(
          ([name, value]) => !Object.hasOwn(record, name) || String(record[name]) === String(value),
        );
      return withItems(answer, store.list(collection).filter(fits), store.removed(collection));
    },
    read: (collection, id, _input, answer) => store.find(collection, id) ?? answer,
    replace: (collection, id, input, answer) => kept(collection, id, overlaid(answer, input.body)),
    change: (collection, id, input, answer) =>
      kept(collection, id, overlaid(store.find(collection, id) ?? answer, input.body)),
    remove: (collection, id, _input, answer) => {
      store.remove(collection, id);
      return answer;
    },
  };
  const kept = (collection: string, id: string, record: unknown): unknown => {
    if (isFields(record)) store.keep(collection, id, record);
    return record;
  };
  const create = (collection: string, idName: string, answer: unknown): unknown => {
    const isKept = (id: string) => store.find(collection, id) !== undefined;
    const record = withFreeId(isFields(answer) ? answer : {}, idName, isKept);
    store.keep(collection, record.id, record.fields);
    return isFields(answer) ? record.fields : answer;
  };

  return (operation, input) => {
    checkPresent(operation, input);
    const role = roles.get(operation.id) ?? { type: 'other' };
    const collection = collectionPath(operation.path, input.params);
    const id = 'idName' in role ? (input.params[role.idName] ?? '') : '';
    if (id !== '' && store.find(collection, id) === 'removed') throw notFound(`${collection}/${id}`);
    const answer = usual(operation, input);
    if (role.type === 'other') return answerOf(operation, answer);
    if (role.type === 'create')
      return answerOf(operation, create(collection, role.idName, overlaid(answer, input.body)));
    return answerOf(operation, keepers[role.type](collection, id, input, answer));
  };
}

type Keeper = (collection: string, id: string, input: Input, answer: unknown) => unknown;

function checkPresent(operation: StandInOperation, input: Input): void {
  for (const parameter of operation.parameters) {
    const given = parameter.in === 'query' ? input.query[parameter.name] : input.params[parameter.name];
    // Headers are the transport's, and are not handed to operations.
    if (parameter.required && parameter.in !== 'header' && given === undefined) {
      throw badRequest(`the ${parameter.in} parameter "${parameter.name}" is missing`);
    }
  }
  if (operation.requestRequired && input.body === undefined) throw badRequest('the body is missing');
}

function lastParameter(operation: StandInOperation, params: Input['params']): string | undefined {
  const name = /\{([^{}]+)\}[^{}/]*$/.exec(operation.path)?.[1];
  return name === undefined ? undefined : params[name];
}

/** `/orders/{orderId}` answers an order whose `id` is that one, if it has no `orderId`. */
function withOwnId(value: unknown, id: string | undefined): unknown {
  if (id === undefined || !isFields(value) || !Object.hasOwn(value, 'id')) return value;
  if (Object.values(value).includes(id)) return value;
  const isNumber = typeof value['id'] === 'number' && !Number.isNaN(Number(id));
  return { ...value, id: isNumber ? Number(id) : id };
}

/** The fields of a body lie over those of the answer; nested objects too. */
function overlaid(answer: unknown, body: unknown): unknown {
  if (!isFields(answer) || !isFields(body)) return answer ?? body;
  return Object.entries(body).reduce<Fields>(
    (made, [name, value]) =>
      withField(made, name, isFields(value) ? overlaid(made[name] ?? {}, value) : value),
    answer,
  );
}

interface Identified {
  readonly id: string;
  readonly fields: Fields;
}

function withFreeId(fields: Fields, idName: string, isKept: (id: string) => boolean): Identified {
  const key = Object.hasOwn(fields, idName) || !Object.hasOwn(fields, 'id') ? idName : 'id';
  const wanted = fields[key] ?? 1;
  let id: unknown = wanted;
  for (let n = 1; isKept(String(id)); n += 1)
    id = typeof wanted === 'number' ? wanted + n : `${String(wanted)}-${n}`;
  return { id: String(id), fields: id === fields[key] ? fields : withField(fields, key, id) };
}

/** Puts records into the answer's list: the answer itself, or the first list in it, at most two levels deep. */
function withItems(
  answer: unknown,
  records: readonly Fields[],
  gone: ReadonlySet<string>,
  depth = 0,
): unknown {
  if (Array.isArray(answer)) return [...records, ...answer.filter((item) => !isGone(item, gone))];
  if (!isFields(answer) || depth > 1) return answer;
  const list = Object.entries(answer).find(([, value]) => Array.isArray(value));
  const inner = list ?? Object.entries(answer).find(([, value]) => isFields(value));
  if (inner === undefined) return answer;
  return { ...answer, [inner[0]]: withItems(inner[1], records, gone, depth + 1) };
}

function isGone(item: unknown, gone: ReadonlySet<string>): boolean {
  return isFields(item) && gone.size > 0 && Object.values(item).some((value) => gone.has(String(value)));
}

function answerOf(operation: StandInOperation, body: unknown): Answer {
  const { status, mediaType } = operation.response;
  if (mediaType === '' || body === undefined) return { status };
  if (/[/+]json\b/i.test(mediaType) || mediaType.includes('*')) return { status, body };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, body: text, headers: { 'content-type': mediaType } };
}
