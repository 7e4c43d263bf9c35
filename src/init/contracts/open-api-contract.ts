import { kebab, pascal } from '../../generate/names.ts';
import type { Field } from '../app-kinds/app-kind.ts';
import type { ChosenSystem } from '../design/choose-systems.ts';
import { backendOperation, type Use, usesOf, wordsOf } from '../design/words.ts';
import { block, writeYaml, type YamlValue } from '../yaml-text.ts';

type YamlMap = { readonly [key: string]: YamlValue };

/** Returns the OpenAPI 3.1 document of a backend system: what it is asked for, with examples to answer from. */
export function openApiContract(system: ChosenSystem): string {
  const { entity, title, name } = system;
  const type = pascal(entity.noun);
  const paths = new Map<string, Record<string, YamlValue>>();
  for (const use of usesOf(system)) {
    const { path, method, operation } = restOperation(use, system);
    paths.set(path, { ...paths.get(path), [method]: block(operation) });
  }
  const document = block({
    openapi: '3.1.0',
    info: block({
      title,
      version: '1.0.0',
      description: `What the app needs of it. Replace this file by the real contract of ${name}.`,
    }),
    servers: [{ url: `https://${name}.internal.example.com/api` }],
    paths: block(Object.fromEntries([...paths].map(([path, item]) => [path, block(item)]))),
    components: block({ schemas: block(schemasOf(system, type)) }),
  });
  return writeYaml(document);
}

interface RestOperation {
  readonly path: string;
  readonly method: string;
  readonly operation: YamlMap;
}

function restOperation(use: Use, system: ChosenSystem): RestOperation {
  const { path, key } = wordsOf(system.entity);
  const one = `${path}/{${key.column}}`;
  const operationId = backendOperation(use, system);
  switch (use) {
    case 'list':
      return { path, method: 'get', operation: { operationId, ...listing(system) } };
    case 'get':
      return { path: one, method: 'get', operation: { operationId, ...reading(system) } };
    case 'create':
      return { path, method: 'post', operation: { operationId, ...creating(system) } };
    case 'change':
      return { path: one, method: 'put', operation: { operationId, ...changing(system) } };
  }
}

function listing(system: ChosenSystem): YamlMap {
  const { entity } = system;
  const example = { total: 3, [wordsOf(entity).many]: examples(system) };
  return {
    summary: `${capitalised(entity.plural)}, latest first`,
    parameters: [...ownerParameter(system), limitParameter],
    ...answers(200, schemaOf(system, 'Page'), [example]),
  };
}

function reading(system: ChosenSystem): YamlMap {
  return {
    summary: `One ${system.entity.noun}`,
    parameters: keyParameter(system),
    ...answers(200, schemaOf(system), examples(system), true),
  };
}

function creating(system: ChosenSystem): YamlMap {
  return {
    summary: `Add one: ${system.entity.noun}`,
    ...requestBody(schemaOf(system, 'Input'), inputExample(system)),
    ...answers(201, schemaOf(system), examples(system).slice(0, 1)),
  };
}

function changing(system: ChosenSystem): YamlMap {
  return {
    summary: `Change what the ${system.entity.noun} may change`,
    parameters: keyParameter(system),
    ...requestBody(schemaOf(system, 'Input'), inputExample(system)),
    ...answers(200, schemaOf(system), examples(system), true),
  };
}

function schemaOf({ entity }: ChosenSystem, ending = ''): YamlMap {
  return { $ref: `#/components/schemas/${pascal(entity.noun)}${ending}` };
}

function keyParameter({ entity }: ChosenSystem): readonly YamlValue[] {
  const { key } = wordsOf(entity);
  return [{ name: key.column, in: 'path', required: true, schema: fieldSchema(key) }];
}

const limitParameter: YamlValue = {
  name: 'limit',
  in: 'query',
  schema: { type: 'integer', minimum: 1, maximum: 50, default: 20 },
};

function ownerParameter({ entity }: ChosenSystem): readonly YamlValue[] {
  if (entity.owner === null) return [];
  return [
    { name: entity.owner.column, in: 'query', required: true, schema: { type: 'string', maxLength: 64 } },
  ];
}

function requestBody(schema: YamlMap, example: YamlMap): YamlMap {
  return { requestBody: block({ required: true, content: json({ schema, example: block(example) }) }) };
}

function answers(status: number, schema: YamlMap, of: readonly YamlMap[], mayLack = false): YamlMap {
  const [only] = of;
  const given =
    of.length === 1 && only !== undefined
      ? { example: block(only) }
      : {
          examples: block(Object.fromEntries(of.map((value, at) => [`example-${at + 1}`, block({ value })]))),
        };
  const good = {
    description: status === 201 ? 'As it was added' : 'As asked for',
    content: json({ schema, ...given }),
  };
  return {
    responses: block({
      [String(status)]: block(good),
      ...(mayLack ? { '404': { description: 'There is no such one' } } : {}),
    }),
  };
}

function json(media: YamlMap): YamlValue {
  return block({ 'application/json': block(media) });
}

function examples(system: ChosenSystem): readonly YamlMap[] {
  return [0, 1, 2].map((at) => exampleAt(system, at));
}

function exampleAt({ entity }: ChosenSystem, at: number): YamlMap {
  return Object.fromEntries(entity.fields.map(({ column, values }) => [column, values[at] ?? values[0]]));
}

function inputExample({ entity }: ChosenSystem): YamlMap {
  const owner = entity.owner === null ? {} : { [entity.owner.column]: 'P-1' };
  const inputs = entity.fields
    .filter(({ isInput }) => isInput)
    .map(({ column, values }) => [column, values[0]]);
  return { ...owner, ...Object.fromEntries(inputs) };
}

function schemasOf(system: ChosenSystem, type: string): YamlMap {
  const { entity } = system;
  const inputs = entity.fields.filter(({ isInput }) => isInput);
  const owner = entity.owner === null ? {} : { [entity.owner.column]: { type: 'string', maxLength: 64 } };
  const page = {
    type: 'object',
    required: ['total', wordsOf(entity).many],
    properties: block({
      total: { type: 'integer', minimum: 0 },
      [wordsOf(entity).many]: { type: 'array', items: { $ref: `#/components/schemas/${type}` } },
    }),
  };
  return {
    [type]: object(entity.fields, {}),
    ...(usesOf(system).includes('list') ? { [`${type}Page`]: block(page) } : {}),
    ...(inputs.length === 0 ? {} : { [`${type}Input`]: object(inputs, owner) }),
  };
}

function object(fields: readonly Field[], more: YamlMap): YamlValue {
  const properties = Object.fromEntries(fields.map((field) => [field.column, fieldSchema(field)]));
  const all = { ...more, ...properties };
  return block({ type: 'object', required: Object.keys(all), properties: block(all) });
}

function fieldSchema({ type, values }: Field): YamlMap {
  switch (type) {
    case 'text':
      return { type: 'string', maxLength: 64 };
    case 'amount':
      return { type: 'number', minimum: 0, multipleOf: 0.01 };
    case 'whole':
      return { type: 'integer', minimum: 0 };
    case 'date':
      return { type: 'string', format: 'date' };
    case 'choice':
      return { type: 'string', enum: [...new Set(values)] };
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The path of the contract's file, relative to the blueprint. */
export function contractPath({ name, protocol }: Pick<ChosenSystem, 'name' | 'protocol'>): string {
  return `contracts/${kebab(name)}${protocol === 'soap' ? '.wsdl' : '.openapi.yaml'}`;
}
