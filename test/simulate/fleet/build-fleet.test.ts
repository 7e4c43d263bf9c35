import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildFleet } from '../../../src/simulate/fleet/build-fleet.ts';
import { createTinySystem, type TinySystem } from '../../support/tiny-system.ts';

let system: TinySystem;
beforeEach(() => {
  system = createTinySystem();
});
afterEach(() => system.remove());

const elements = ['api', 'shop', 'adapter', 'warehouse'];

function buildIt() {
  const outDir = join(system.root, 'built');
  return buildFleet({
    generatedDir: system.root,
    elements,
    outDir,
    packagesDir: join(system.root, 'copies'),
  });
}

/** Every module that the built files import from elsewhere. */
function imported(): readonly string[] {
  const built = readdirSync(join(system.root, 'built'), { recursive: true, encoding: 'utf8' });
  const texts = built.filter((name) => name.endsWith('.mjs')).map((name) => read(join('built', name)));
  return texts.flatMap((text) => [...text.matchAll(/from "(file:[^"]+)"/g)].map(([, url]) => url ?? ''));
}

const read = (path: string) => readFileSync(join(system.root, path), 'utf8');

function write(path: string, content: string): string {
  const file = join(system.root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return pathToFileURL(file).href;
}

describe('buildFleet', () => {
  it('gives two modules for each element, in the order asked for, with the workspace inside and shared', async () => {
    const built = await buildIt();
    expect(built.map(({ element }) => element)).toEqual(elements);
    for (const { element, serviceModule, configModule } of built) {
      expect(read(`built/${element}/service.mjs`)).toContain('createService');
      expect(fileURLToPath(serviceModule)).toBe(join(system.root, `built/${element}/service.mjs`));
      expect(fileURLToPath(configModule)).toBe(join(system.root, `built/${element}/config.mjs`));
    }
    const kitCopies = readdirSync(join(system.root, 'built'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.mjs'))
      .filter((name) => read(join('built', name)).includes('function createHttpService('));
    expect(kitCopies).toHaveLength(1);
  });

  it("takes packages from Lintel's own installation where the folder is not installed", async () => {
    await buildIt();
    const fastify = imported().filter((url) => url.includes('/fastify/'));
    expect(fastify.length).toBeGreaterThan(0);
    for (const url of fastify) expect(url).toContain('/node_modules/fastify/');
  });

  it('prefers a copy in one file to that', async () => {
    const copy = write('copies/fastify.js', 'export default () => {};');
    await buildIt();
    expect(imported().filter((url) => url.includes('fastify'))).toEqual([copy]);
  });

  it("prefers the folder's own installation to both", async () => {
    write('copies/fastify.js', 'export default () => {};');
    write('node_modules/fastify/package.json', '{"name":"fastify","main":"own.js"}');
    const own = write('node_modules/fastify/own.js', 'module.exports = () => {};');
    await buildIt();
    expect(imported().filter((url) => url.includes('fastify'))).toEqual([own]);
  });

  it('leaves a package that is imported only when it is asked for to that moment', async () => {
    const text = read('services/shop/src/service.ts');
    const more = "export const loadIt = () => import('no-such-package-anywhere');";
    system.write('services/shop/src/service.ts', `${text}\n${more}\n`);
    await buildIt();
    expect(read('built/shop/service.mjs')).toContain('import("no-such-package-anywhere")');
  });

  it('loads no package that a service does not use, though the kit imports it', async () => {
    write('copies/kysely.js', 'export class Kysely {}; export class SqliteDialect {};');
    await buildIt();
    expect(imported().filter((url) => url.includes('kysely'))).toEqual([]);
  });

  it('names a package that is nowhere to be found, and who asks for it', async () => {
    system.write('services/shop/src/service.ts', "import 'no-such-package-anywhere';");
    await expect(buildIt()).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringMatching(/services\/shop\/src\/service.ts:1:.*"no-such-package-anywhere"/),
    });
  });
});
