import type { Field } from '../app-kinds/app-kind.ts';
import type { ChosenSystem } from '../design/choose-systems.ts';
import { backendOperation, integrationOperation, type Use, usesOf, wordsOf } from '../design/words.ts';
import { type Block, block, type YamlValue } from '../yaml-text.ts';

/** Returns the `integrations` of a blueprint: one for each backend system. */
export function writeIntegrations(systems: readonly ChosenSystem[]): Block {
  return block(systems.map((system) => ({ key: system.integration, value: integration(system) })));
}

function integration(system: ChosenSystem): Block {
  const operations = usesOf(system).map((use) => ({
    key: integrationOperation(use, system.entity),
    value: operation(use, system),
  }));
  return block({
    reaches: system.name,
    resilience: resilience(system),
    operations: block(operations),
  });
}

/** What SOAP carries is a POST, which is repeated only where a phone's Idempotency-Key says that it may be. */
function resilience({ protocol }: ChosenSystem): YamlValue {
  const breaker = { errors: '50%', over: 20, open: '5s' };
  return protocol === 'soap' ? { timeout: '1200ms', breaker } : { timeout: '800ms', retries: 1, breaker };
}

function operation(use: Use, system: ChosenSystem): Block {
  const { entity, name, protocol } = system;
  const { path, key } = wordsOf(entity);
  const one = `${path}/{${key.name}}`;
  const http: Readonly<Record<Use, string>> = {
    list: `GET ${path}`,
    get: `GET ${one}`,
    create: `POST ${path}`,
    change: `PUT ${one}`,
  };
  return block({
    http: http[use],
    calls: `${name}.${backendOperation(use, system)}`,
    sends: `{ ${sentFields(use, system).join(', ')} }`,
    maps: protocol === 'rest' ? restMapping(use, system) : soapMapping(use, system),
  });
}

/** The backend's words on the left, the app's on the right. */
function sentFields(use: Use, { entity, protocol }: ChosenSystem): readonly string[] {
  const { key } = wordsOf(entity);
  const id = `"${key.column}": params.${key.name}`;
  const inputs = entity.fields
    .filter(({ isInput }) => isInput)
    .map(({ column, name }) => `"${column}": body.${name}`);
  const owner = (from: string) =>
    entity.owner === null ? [] : [`"${entity.owner.column}": ${from}.${entity.owner.name}`];
  const most = protocol === 'soap' ? '"maximum": query.limit' : '"limit": query.limit';
  const sent: Readonly<Record<Use, readonly string[]>> = {
    list: [...owner('query'), most],
    get: [id],
    create: [...owner('body'), ...inputs],
    change: [id, ...inputs],
  };
  return sent[use];
}

function restMapping(use: Use, { entity }: ChosenSystem): string {
  const record = mapping(entity.fields);
  return use === 'list' ? `[${wordsOf(entity).many}.${record}]` : record;
}

/** A SOAP answer holds what it is about in an element. */
function soapMapping(use: Use, { entity }: ChosenSystem): string {
  const records = `${wordsOf(entity).one}.${mapping(entity.fields)}`;
  return use === 'list' ? `[${records}]` : records;
}

function mapping(fields: readonly Field[]): string {
  const entries = fields.map(({ name, column }) => `"${name}": ${column}`);
  return `{ ${entries.join(', ')} }`;
}
