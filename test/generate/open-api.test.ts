import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ContractResult } from '../../src/contracts/contract-result.ts';
import { loadContract } from '../../src/contracts/load-contract.ts';
import { readOpenApi } from '../../src/contracts/openapi.ts';
import { loadPack } from '../../src/generate/pack/load-pack.ts';
import { planFiles } from '../../src/generate/plan-files.ts';
import { checkBlueprint } from '../../src/model/check-blueprint.ts';
import type { Model } from '../../src/model/model.ts';
import { createSource } from '../../src/source/source.ts';
import { blueprintModel } from '../support/blueprint-model.ts';
import { findProblems, type OpenApi, operationsOf, schemaPointers } from './open-api-problems.ts';

const pack = loadPack('templates', 'typescript');

/** Returns every generated document of OpenAPI by its path. */
function documentsOf(model: Model): ReadonlyMap<string, OpenApi> {
  const files = planFiles(model, [pack]).files.filter(({ path }) => path.endsWith('/openapi.yaml'));
  return new Map(files.map(({ path, content }) => [path, parse(content)]));
}

/** Returns the model of a blueprint's text with the contracts that are loaded so. */
function modelOf(text: string, load: (file: string) => ContractResult): Model {
  const { model, diagnostics } = checkBlueprint(createSource('test.blueprint.yaml', text), load);
  if (model === null) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return model;
}

const published = fileURLToPath(new URL('../../../shared/contracts', import.meta.url));
const fixture = fileURLToPath(new URL('../fixtures/published-contracts/blueprint.yaml', import.meta.url));

const blueprints = [
  { name: 'minimal', isMissing: false, load: () => blueprintModel('minimal') },
  { name: 'mobile-integration', isMissing: false, load: () => blueprintModel('mobile-integration') },
  {
    name: 'published-contracts',
    isMissing: !existsSync(published),
    load: () => modelOf(readFileSync(fixture, 'utf8'), (file) => loadContract(published, file)),
  },
];

describe.each(blueprints)('the documents of $name', ({ isMissing, load }) => {
  let model: Model;
  let documents: ReadonlyMap<string, OpenApi>;
  beforeAll(() => {
    if (isMissing) return;
    model = load();
    documents = documentsOf(model);
  });

  it.skipIf(isMissing)('are there for every service and stand-in but those that speak SOAP', () => {
    const { gateways, frontends, integrations, mobileServices, backends, providers } = model;
    const services = [...gateways, ...frontends, ...integrations, ...mobileServices];
    const standIns = [...backends.filter(({ protocol }) => protocol === 'rest'), ...providers];
    const folders = [
      ...services.map(({ name }) => `services/${name}`),
      ...standIns.map(({ name }) => `backends/${name}`),
    ];
    expect([...documents.keys()].map(dirname)).toEqual(folders.sort());
  });

  it.skipIf(isMissing)(
    'are OpenAPI 3.1: references lead somewhere, parameters and ids are as they must be',
    () => {
      for (const [path, document] of documents) {
        expect([path, document.openapi, findProblems(document)]).toEqual([path, '3.1.0', []]);
      }
    },
  );

  it.skipIf(isMissing)('have schemas that compile as JSON Schema 2020-12', () => {
    for (const [path, document] of documents) {
      const ajv = new Ajv2020({ strict: false, validateFormats: false });
      ajv.addSchema({ ...document, $id: 'document' });
      for (const pointer of schemaPointers(document)) {
        expect(() => ajv.compile({ $ref: `document#${pointer}` }), `${path}#${pointer}`).not.toThrow();
      }
    }
  });

  it.skipIf(isMissing)('describe every operation of every REST contract, with its examples', () => {
    for (const { name, contract, protocol } of model.backends) {
      if (protocol === 'soap') continue;
      const document = documents.get(`backends/${name}/openapi.yaml`) ?? {};
      const described = new Map(
        operationsOf(document).map((found) => [found.operation['operationId'], found]),
      );
      expect([...described.keys()].sort()).toEqual(contract.operations.map(({ id }) => id).sort());
      for (const { id, method, path, responses } of contract.operations) {
        expect(described.get(id)).toMatchObject({ method: method.toLowerCase(), path });
        const good = responses.find(({ status }) => status >= 200 && status < 300);
        if (good === undefined || good.examples.length === 0) continue;
        const examples = Object.fromEntries(
          good.examples.map((example) => [example.name, { value: example.value }]),
        );
        expect(described.get(id)?.operation).toMatchObject({
          responses: { [good.status]: { content: { [good.mediaType]: { examples } } } },
        });
      }
    }
  });
});

const paths = {
  '/things/{id}': {
    get: {
      parameters: [
        { name: 'id', in: 'path', required: true, schema: { type: 'integer' } },
        { name: 'Accept', in: 'header', schema: { type: 'string' } },
        { name: 'gone', in: 'path', required: true, schema: { type: 'string' } },
      ],
      responses: {
        default: {
          description: '',
          content: { '*/*': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  },
  '/things/{number}': {
    delete: {
      parameters: [{ name: 'number', in: 'path', required: true, schema: {} }],
      responses: { 418: { description: '' }, 499: { description: '' } },
    },
    options: { responses: {} },
  },
  '/find': {
    get: { requestBody: { content: { 'application/json': { schema: {} } } }, responses: {} },
  },
};
const schemas = {
  Problem: {
    type: 'object',
    properties: { examples: { $ref: '#/components/schemas/Deep' }, $ref: { type: 'string' } },
    examples: [{ $ref: '#/schemas/none' }],
  },
  Deep: { type: 'string', enum: ['deep'] },
  Unused: {},
};

const awkward = `
blueprint: mobile-integration/v1
name: awkward
devices: { app: { journeys: { open: { steps: [GET /a/1, GET /b/1] } } } }
gateway: { api: { routes: { /a/**: { to: first }, '/a/{id}': { to: second }, '/b/{id}': { to: second } } } }
frontends:
  first: { operations: { get: { http: 'GET /a/{x}', gathers: { part: { from: things.get } } } } }
  second:
    operations:
      get: { http: 'GET /a/{id}', gathers: { part: { from: things.get } } }
      other: { http: 'GET /b/{id}', gathers: { part: { from: things.get } } }
integrations:
  things:
    reaches: store
    operations:
      get: { http: 'GET /{id}', calls: store.get_things_id }
      remove: { http: 'DELETE /{number}', calls: store.delete_things_number }
backends: { store: { contract: store.yaml } }
`;

describe('the documents over an awkward contract', () => {
  const document = { openapi: '3.1.0', info: { title: '', version: '' }, paths, components: { schemas } };
  const load = () => ({ contract: readOpenApi(document, { file: 'store.yaml', text: '' }) });
  const documents = documentsOf(modelOf(awkward, load));
  const standIn = documents.get('backends/store/openapi.yaml');

  it('are OpenAPI 3.1 all the same', () => {
    for (const [path, found] of documents) expect([path, findProblems(found)]).toEqual([path, []]);
  });

  it('have one path where only the names of parameters differ', () => {
    expect(Object.keys(Object(standIn?.['paths']))).toEqual(['/things/{id}', '/find']);
    expect(standIn).toMatchObject({
      paths: {
        '/things/{id}': {
          get: { parameters: [{ name: 'id', schema: { type: 'integer' } }] },
          delete: { parameters: [{ name: 'id' }] },
        },
      },
    });
  });

  it('promise the good answer that is given where the contract promises none', () => {
    const answer = { content: { '*/*': { schema: { $ref: '#/components/schemas/Problem' } } } };
    expect(standIn).toMatchObject({
      paths: {
        '/things/{id}': {
          get: { responses: { 200: answer, default: answer } },
          delete: { responses: { 200: { description: 'OK' }, 418: {}, 499: { description: 'Status 499' } } },
        },
      },
    });
  });

  it('keep the schemas that are referred to, their data untouched', () => {
    expect(standIn?.['components']).toMatchObject({
      schemas: {
        Deep: schemas.Deep,
        Problem: {
          properties: { examples: { $ref: '#/components/schemas/Deep' }, $ref: { type: 'string' } },
          examples: [{ $ref: '#/schemas/none' }],
        },
      },
    });
    expect(JSON.stringify(standIn)).not.toContain('Unused');
  });

  it('show behind the gateway what the most specific route leads to', () => {
    const found = operationsOf(documents.get('services/api/openapi.yaml') ?? {});
    expect(found.map(({ path, operation }) => [path, operation['operationId']])).toEqual([
      ['/a/{id}', 'second.get'],
      ['/b/{id}', 'second.other'],
    ]);
  });
});
