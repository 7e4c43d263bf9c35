import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { APP_KINDS } from '../../src/init/app-kinds/index.ts';
import type { Report } from '../../src/report/report.ts';
import { lintel, minimal, temporaryFolder } from '../support/run-lintel.ts';

const published = fileURLToPath(new URL('../../../shared/contracts', import.meta.url));
const contracts = existsSync(published)
  ? readdirSync(published)
      .filter((name) => !name.endsWith('.md'))
      .map((name) => join(published, name))
  : [];

/** Simulates for as long as it takes that enough journeys end. */
async function simulated(folder: string, duration: string): Promise<Report> {
  const args = ['simulate', '--load', '30/s', '--for', duration, '-f', 'json'];
  const { exitCode, stdout, stderr } = await lintel(args, folder);
  expect(exitCode, stderr).toBe(0);
  return JSON.parse(stdout);
}

describe('lintel init', () => {
  it('writes a blueprint that has no findings, and says what to run next', async () => {
    const folder = temporaryFolder();
    const { exitCode, stdout, stderr } = await lintel(['init', 'shops/pocket-shop', '--yes'], folder);
    expect([exitCode, stdout.split('\n')]).toEqual([
      0,
      ['blueprint.yaml', 'contracts/crm.openapi.yaml', 'contracts/catalog.openapi.yaml', 'contracts/erp.wsdl']
        .concat('lintel.schema.json', 'README.md')
        .map((path) => `wrote shops/pocket-shop/${path}`),
    ]);
    expect(stderr).toBe(
      'next: lintel validate shops/pocket-shop/blueprint.yaml\n      lintel simulate shops/pocket-shop/blueprint.yaml',
    );
    expect(readFileSync(join(folder, 'shops/pocket-shop/blueprint.yaml'), 'utf8')).toContain(
      'name: pocket-shop\n',
    );
    expect(await lintel(['validate', '--fail-on', 'info'], join(folder, 'shops/pocket-shop'))).toMatchObject({
      exitCode: 0,
      stdout: 'blueprint.yaml: no findings',
    });
    expect(await lintel(['schema'])).toMatchObject({
      stdout: readFileSync(join(folder, 'shops/pocket-shop/lintel.schema.json'), 'utf8').trim(),
    });
  });

  it.each([
    [['--kind', 'field-service']],
    [
      [
        '--kind',
        'insurance',
        '--services',
        'metrics',
        '--backend',
        'claims:soap',
        '--backend',
        'weather:rest',
      ],
    ],
  ])(
    'writes a blueprint that passes its simulation, with traffic on every edge: %s',
    {
      timeout: 120_000,
    },
    async (flags) => {
      const folder = temporaryFolder();
      expect(await lintel(['init', '--yes', ...flags], folder)).toMatchObject({ exitCode: 0 });
      const { verdict, coverage, requests } = await simulated(folder, '17s');
      expect([verdict, coverage]).toEqual(['pass', 1]);
      expect(requests.failed).toBeLessThan(requests.sent / 50);
    },
  );

  it('names the flags that are missing where nobody can be asked', async () => {
    const folder = temporaryFolder();
    const { exitCode, stderr } = await lintel(['init', '--kind', 'retail', '--load', '20/s'], folder);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      'these flags are missing: --name, --owner, --backend, --services, --offline or --no-offline',
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it('needs no --yes where every flag is given', async () => {
    const folder = temporaryFolder();
    const flags =
      '--kind banking --name pocket-bank --owner team-x --backend crm:rest --services none --no-offline';
    expect(await lintel(['init', ...flags.split(' '), '--load', '50000/day'], folder)).toMatchObject({
      exitCode: 0,
    });
    const blueprint = readFileSync(join(folder, 'blueprint.yaml'), 'utf8');
    expect(blueprint).toContain('owner: team-x\n');
    expect(blueprint).not.toContain('offline:');
    expect(blueprint).not.toContain('kind: push');
  });

  it.each([
    [['--kind', 'retial'], '--kind: "retial" is no kind of application: did you mean "retail"?'],
    [['--backend', 'crm'], '--backend: "crm" is no backend system with its protocol'],
    [['--services', 'mail'], '--services: "mail" is no mobile service'],
    [['--load', 'much'], '--load: "much" is no load'],
    [['--name', 'Shop'], '--name: "Shop" is no name'],
    [['--backend', 'identity:rest'], 'the backend system "identity" has the name of a mobile service'],
  ])('refuses %s', async (flags, message) => {
    const folder = temporaryFolder();
    const { exitCode, stderr } = await lintel(['init', '--yes', ...flags], folder);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('names every kind of application in its help', async () => {
    const { stdout } = await lintel(['init', '--help']);
    expect(stdout.replace(/\s+/g, ' ')).toContain(APP_KINDS.map(({ id }) => id).join(', '));
  });

  it('overwrites nothing: it names every file that is there and writes none', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'contracts'));
    writeFileSync(join(folder, 'README.md'), 'mine');
    writeFileSync(join(folder, 'contracts/erp.wsdl'), 'mine');
    const { exitCode, stderr } = await lintel(['init', '--yes'], folder);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('there is already "contracts/erp.wsdl", "README.md" in');
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual([
      'README.md',
      'contracts',
      'contracts/erp.wsdl',
    ]);
  });

  it('refuses a folder that is a file', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'shop'), '');
    const { exitCode, stderr } = await lintel(['init', 'shop', '--yes'], folder);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('is not a folder');
  });
});

const fleet = `openapi: 3.0.3
info: { title: Fleet, version: "1" }
paths:
  /vehicles: { $ref: "parts/paths.yaml#/vehicles" }
`;
const paths = `vehicles:
  get:
    operationId: listVehicles
    responses: { "200": { description: ok, content: { application/json: { schema: { $ref: vehicle.yaml } } } } }
`;

function fleetFolder(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'api/parts'), { recursive: true });
  writeFileSync(join(folder, 'api/openapi.yaml'), fleet);
  writeFileSync(join(folder, 'api/parts/paths.yaml'), paths);
  writeFileSync(
    join(folder, 'api/parts/vehicle.yaml'),
    'type: object\nproperties: { id: { type: string } }\n',
  );
  return folder;
}

describe('lintel import openapi', () => {
  it('previews a blueprint from a contract in several files, and writes nothing', async () => {
    const folder = fleetFolder();
    const { exitCode, stdout, stderr } = await lintel(['import', 'openapi', 'api/openapi.yaml'], folder);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^--- \/dev\/null\n\+\+\+ b\/blueprint.yaml\n@@ -0,0 \+1,/);
    expect(stdout).toContain('+        calls: fleet.listVehicles\n');
    expect(stderr.split('\n')).toEqual([
      'api/openapi.yaml: backend system fleet, integration fleet-integration, 1 of 1 operations: listVehicles',
      'contracts/fleet.openapi.yaml: a new file of 1 kB',
      'nothing was written; --write does it',
    ]);
    expect(readdirSync(folder)).toEqual(['api']);
  });

  it('writes it with --write, without findings, and has nothing to do the second time', async () => {
    const folder = fleetFolder();
    const write = ['import', 'openapi', 'api/openapi.yaml', '--write'];
    expect(await lintel(write, folder)).toMatchObject({
      exitCode: 0,
      stdout: 'wrote blueprint.yaml\nwrote contracts/fleet.openapi.yaml',
    });
    expect(await lintel(['validate', '--fail-on', 'info'], folder)).toMatchObject({ exitCode: 0 });
    const before = readFileSync(join(folder, 'blueprint.yaml'), 'utf8');
    const again = await lintel(write, folder);
    expect(again).toMatchObject({ exitCode: 0, stdout: '' });
    expect(again.stderr).toContain('nothing to do: the blueprint has all of it already');
    expect(readFileSync(join(folder, 'blueprint.yaml'), 'utf8')).toBe(before);
  });

  it('adds to the blueprint that is named, with its comments, and says what is left to do', async () => {
    const folder = fleetFolder();
    mkdirSync(join(folder, 'app/contracts'), { recursive: true });
    const text = readFileSync(minimal, 'utf8').replace('backends:', '# what there is\nbackends: # two soon');
    writeFileSync(join(folder, 'app/shop.blueprint.yaml'), text);
    const contract = join(minimal, '../contracts/crm.openapi.yaml');
    writeFileSync(join(folder, 'app/contracts/crm.openapi.yaml'), readFileSync(contract));
    const args = ['import', 'openapi', 'api/openapi.yaml', '--into', 'app/shop.blueprint.yaml', '--write'];
    const { exitCode, stdout, stderr } = await lintel(args, folder);
    expect([exitCode, stdout]).toEqual([
      0,
      'wrote app/shop.blueprint.yaml\nwrote app/contracts/fleet.openapi.yaml',
    ]);
    expect(stderr).toContain(
      'integration microservice "fleet-integration" is not used by anything [unused-element]',
    );
    expect(stderr).toContain('let --screens add screens to begin with');
    expect(readFileSync(join(folder, 'app/shop.blueprint.yaml'), 'utf8')).toContain(
      '# what there is\nbackends: # two soon\n  crm: { contract: contracts/crm.openapi.yaml }\n  fleet:\n    title: Fleet\n',
    );
  });

  it('refuses references to the network, XML, and what is not there', async () => {
    const folder = fleetFolder();
    writeFileSync(
      join(folder, 'api/far.yaml'),
      fleet.replace('parts/paths.yaml', 'https://example.com/paths.yaml'),
    );
    writeFileSync(join(folder, 'erp.wsdl'), '<definitions/>');
    for (const [file, message] of [
      [
        'api/far.yaml',
        '"$ref" to "https://example.com/paths.yaml#/vehicles" in "far.yaml" leads to the network',
      ],
      ['erp.wsdl', '"erp.wsdl" is XML'],
      ['nope.yaml', 'there is no file "nope.yaml"'],
    ] as const) {
      const { exitCode, stderr } = await lintel(['import', 'openapi', file, '--write'], folder);
      expect([exitCode, stderr], file).toEqual([2, expect.stringContaining(message)]);
    }
    expect(existsSync(join(folder, 'blueprint.yaml'))).toBe(false);
  });
});

describe.skipIf(contracts.length === 0)('lintel import openapi with published contracts', () => {
  it.each(contracts)('starts a blueprint without findings from %s', async (contract) => {
    const folder = temporaryFolder();
    expect(await lintel(['import', 'openapi', contract, '--write'], folder)).toMatchObject({ exitCode: 0 });
    expect(await lintel(['validate', '--fail-on', 'info'], folder)).toMatchObject({ exitCode: 0 });
    const all = await lintel(['import', 'openapi', contract, '--all', '--screens', '--write'], folder);
    expect(all.exitCode, all.stderr).toBe(0);
    expect(await lintel(['validate'], folder)).toMatchObject({ exitCode: 0 });
  });

  it('starts one blueprint from all of them, that passes its simulation with traffic on each', {
    timeout: 120_000,
  }, async () => {
    const folder = temporaryFolder();
    expect(await lintel(['import', 'openapi', ...contracts, '--write'], folder)).toMatchObject({
      exitCode: 0,
    });
    expect(await lintel(['validate'], folder)).toMatchObject({ exitCode: 0 });
    const { verdict, coverage, edges } = await simulated(folder, '17s');
    expect([verdict, coverage]).toEqual(['pass', 1]);
    for (const { from, count } of edges)
      if (from.endsWith('-integration')) expect(count, from).toBeGreaterThan(10);
    expect(edges.filter(({ from }) => from.endsWith('-integration'))).toHaveLength(contracts.length);
  });
});

describe('docs/authoring.md', () => {
  it('shows what the commands print (UPDATE_DOCS=1 writes it again)', async () => {
    const page = fileURLToPath(new URL('../../docs/authoring.md', import.meta.url));
    const text = readFileSync(page, 'utf8');
    const folder = temporaryFolder();
    const contract = /```yaml\n(openapi: [\s\S]*?)```/.exec(text)?.[1] ?? '';
    writeFileSync(join(folder, 'loyalty.openapi.yaml'), contract);
    let printed = text;
    for (const [whole, block = ''] of text.matchAll(/```console\n([\s\S]*?)```/g)) {
      const shown: string[] = [];
      for (const line of block.split('\n').filter((one) => one.startsWith('$ lintel '))) {
        const { stdout, stderr } = await lintel(line.slice('$ lintel '.length).split(' '), folder);
        shown.push(line, ...[stdout, stderr].filter((output) => output !== ''));
      }
      const relative = shown.join('\n').replaceAll(`${folder}/`, '');
      printed = printed.replace(whole, () => `\`\`\`console\n${relative}\n\`\`\``);
    }
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(page, printed);
    expect(readFileSync(page, 'utf8')).toBe(printed);
  });
});
