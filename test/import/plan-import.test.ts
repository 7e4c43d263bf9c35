import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkWith } from '../../src/api/check.ts';
import { loadContract, parseContract } from '../../src/contracts/load-contract.ts';
import type { ReadContract } from '../../src/import/fit-contract.ts';
import { parseDocument } from '../../src/import/parse-document.ts';
import { type ImportOptions, type PlannedImport, planImport } from '../../src/import/plan-import.ts';
import { parseYaml } from '../../src/source/parse-yaml.ts';
import { createSource } from '../../src/source/source.ts';

const folder = fileURLToPath(new URL('../../blueprints/minimal', import.meta.url));
const minimal = readFileSync(`${folder}/blueprint.yaml`, 'utf8');

const fleet = `openapi: 3.1.0
info: { title: Fleet Service API, version: 2.0.0 }
paths:
  /fleet/v2/vehicles:
    get:
      operationId: list-vehicles
      parameters:
        - { name: depot, in: query, required: true, schema: { type: string, enum: [NORTH, SOUTH] } }
        - { name: page, in: query, schema: { type: integer } }
      responses: { "200": { description: ok, content: { application/json: { schema: { type: array } } } } }
    post:
      operationId: addVehicle
      requestBody:
        required: true
        content:
          application/json:
            schema: { type: object, required: [wheels], properties: { wheels: { type: integer, minimum: 2 } } }
      responses: { "201": { description: added } }
  /fleet/v2/vehicles/{vehicleId}:
    get:
      operationId: getVehicle
      parameters: [{ name: vehicleId, in: path, required: true, schema: { type: string }, example: V-1 }]
      responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } }
`;

function read(text: string, source = 'fleet.yaml'): ReadContract {
  const result = parseContract(source, Buffer.from(text));
  if ('problem' in result) throw new Error(result.problem);
  const { document, notation } = parseDocument(source, text);
  return { source, placed: null, text, notation, document, contract: result.contract };
}

/** Plans an import into a text whose folder has these files. */
function plan(
  text: string | null,
  contracts: readonly ReadContract[],
  { files = {}, ...options }: Partial<ImportOptions> & { files?: Readonly<Record<string, string>> } = {},
): PlannedImport {
  const source = createSource('blueprint.yaml', text ?? '');
  const root = text === null ? null : parseYaml(source, () => {})?.root;
  const written = root?.type === 'map' ? { source, root } : null;
  return planImport(contracts, written, {
    name: null,
    wanted: { type: 'few' },
    screens: false,
    textOf: (file) => files[file] ?? null,
    ...options,
  });
}

function findingsOf({ text, files }: Pick<PlannedImport, 'text' | 'files'>): readonly string[] {
  const planned = new Map(files.map(({ path, content }) => [path, Buffer.from(content)]));
  const { diagnostics } = checkWith(createSource('blueprint.yaml', text), (file) =>
    planned.has(file) ? parseContract(file, planned.get(file) ?? null) : loadContract(folder, file),
  );
  return diagnostics.map(({ rule }) => rule);
}

const filesOf = ({ files }: PlannedImport) =>
  Object.fromEntries(files.map((file) => [file.path, file.content]));

describe('planImport', () => {
  it('starts a blueprint that has no findings where there is none', () => {
    const planned = plan(null, [read(fleet)]);
    expect(findingsOf(planned)).toEqual([]);
    expect(planned.files).toEqual([{ path: 'contracts/fleet.openapi.yaml', content: fleet }]);
    expect(planned.text).toContain('name: fleet\n');
    expect(planned.text).toContain('- GET /vehicles?depot={depot}\n');
    expect(planned.text).toContain('body: { wheels: 2 }\n');
    expect(planned.text).toContain('depot: [NORTH, SOUTH]\n');
  });

  it('adds a backend system and an integration, and says no more than is missing then', () => {
    const planned = plan(minimal, [read(fleet)]);
    expect(findingsOf(planned)).toEqual(['unused-element', 'untested-resilience']);
    expect(planned.text).toContain(`
  fleet-integration:
    reaches: fleet
    resilience: { timeout: 900ms, retries: 1, breaker: { errors: 50%, over: 20, open: 5s } }
    operations:
      listVehicles:
        http: GET /vehicles
        calls: fleet.list-vehicles
        sends: '{ "depot": query.depot, "page": query.page }'
      addVehicle:
        http: POST /vehicles
        calls: fleet.addVehicle
      getVehicle:
        http: GET /vehicles/{vehicleId}
        calls: fleet.getVehicle
`);
  });

  it('adds screens, routes, journeys and objectives where they are wanted', () => {
    const planned = plan(minimal, [read(fleet)], { screens: true });
    expect(findingsOf(planned)).toEqual(['untested-resilience']);
    expect(planned.fullApp).toBeNull();
  });

  it('adds no journey where the shares are all given, and says whose', () => {
    const full = minimal.replace('open: { steps', 'open: { share: 100%, steps');
    const planned = plan(full, [read(fleet)], { screens: true });
    expect(planned.fullApp).toBe('app');
    expect(findingsOf(planned)).toEqual(['unexercised-edge', 'untested-resilience']);
  });

  it('has nothing to do the second time', () => {
    for (const screens of [false, true]) {
      const first = plan(minimal, [read(fleet)], { screens });
      const second = plan(first.text, [read(fleet)], { screens, files: filesOf(first) });
      expect(second.text).toBe(first.text);
      expect(second.files).toEqual([]);
      expect(second.imported[0]?.present).toEqual(['listVehicles', 'addVehicle', 'getVehicle']);
    }
  });

  it('adds to the integration what is named later', () => {
    const named = (...patterns: string[]) => ({
      wanted: { type: 'named', patterns } as const,
      screens: true,
    });
    const first = plan(minimal, [read(fleet)], named('get*'));
    const second = plan(first.text, [read(fleet)], { ...named('list*', 'add*'), files: filesOf(first) });
    expect(second.imported[0]?.operations.map(({ name }) => name)).toEqual(['listVehicles', 'addVehicle']);
    expect(second.text.match(/fleet-integration:/g)).toHaveLength(1);
    expect(second.text.match(/fleet-screens:/g)).toHaveLength(1);
    expect(findingsOf({ text: second.text, files: first.files })).toEqual([
      'too-few-samples',
      'untested-resilience',
    ]);
  });

  it('gives another contract of the same title another name', () => {
    const first = plan(minimal, [read(fleet)]);
    const other = read(fleet.replace('2.0.0', '2.1.0'));
    const [imported] = plan(first.text, [other], { files: filesOf(first) }).imported;
    expect(imported).toMatchObject({ backend: 'fleet-2', takenName: 'fleet' });
  });

  it('takes two contracts at once apart', () => {
    const { imported } = plan(null, [read(fleet), read(fleet.replace('2.0.0', '2.1.0'))]);
    expect(imported.map(({ backend }) => backend)).toEqual(['fleet', 'fleet-2']);
  });

  it('takes a name that is given, if it is one and is free', () => {
    expect(plan(minimal, [read(fleet)], { name: 'cars' }).imported[0]?.integration).toBe('cars-integration');
    expect(() => plan(minimal, [read(fleet)], { name: 'crm' })).toThrow('the blueprint has "crm"');
    expect(() => plan(minimal, [read(fleet)], { name: 'Cars!' })).toThrow('"Cars!" is no name');
  });

  it('never puts a contract over another file', () => {
    const files = { 'contracts/fleet.openapi.yaml': 'something else' };
    expect(() => plan(minimal, [read(fleet)], { files })).toThrow(
      '"contracts/fleet.openapi.yaml" is there already and is another contract than "fleet.yaml"',
    );
    const same = { 'contracts/fleet.openapi.yaml': fleet };
    expect(plan(minimal, [read(fleet)], { files: same }).files).toEqual([]);
  });

  it('gives screens a deadline that the gateway outlasts, and paths that nobody has', () => {
    const busy = minimal.replace('/me: { to: home }', '/me: { to: home }, /vehicles/me: { to: home }');
    const planned = plan(busy, [read(fleet)], { screens: true });
    expect(planned.text).toContain('http: GET /fleet/vehicles/{vehicleId}\n        deadline: 2400ms\n');
    expect(planned.text).toContain('/fleet/**: { to: fleet-screens, idempotency: required }');
  });
});
