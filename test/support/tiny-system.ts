import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const kit = fileURLToPath(new URL('../../templates/typescript/kit/src', import.meta.url));

const config = (name: string) => `
import { serviceSettings } from '@tiny/kit';
export const readConfig = (environment) => serviceSettings(environment, '${name}');
`;

/** A service that hands each request on to the next tier. */
const passing = (next: string) => `
import { createHttpService, createUpstream, expectSuccess } from '@tiny/kit';
export function createService(config, seams) {
  const next = createUpstream('${next}', 'http://${next}:8080', seams);
  const pass = (name, method, path) => ({
    name, method, path, deadlineMs: 20_000,
    async handle(input, context) {
      const sent = { operation: name, method, path: path.replace('{sku}', input.params.sku), body: input.body,
        resilience: { timeoutMs: 20_000 } };
      const answer = expectSuccess('${next}', await next.call(context, sent));
      return { status: answer.status, body: JSON.parse(answer.text) };
    },
  });
  return createHttpService(config, seams, [
    pass('getItem', 'GET', '/items/{sku}'),
    pass('placeOrder', 'POST', '/orders'),
  ]);
}
`;

/** A backend that keeps orders in its storage. */
const answering = `
import { createHttpService, openStore } from '@tiny/kit';
export async function createService(config, seams) {
  const store = openStore(config.name, seams);
  await store.database.schema.createTable('orders').ifNotExists().addColumn('body', 'text').execute();
  return createHttpService(config, seams, [
    { name: 'getItem', method: 'GET', path: '/items/{sku}', deadlineMs: 20_000,
      handle: async ({ params }) => ({ status: 200, body: { sku: params.sku } }) },
    { name: 'placeOrder', method: 'POST', path: '/orders', deadlineMs: 20_000,
      handle: async ({ body }, context) => {
        await store.use(context, 'insert order', (db) =>
          db.insertInto('orders').values({ body: JSON.stringify(body) }).execute());
        return { status: 201, body: { accepted: true } };
      } },
  ], { onClose: () => store.close() });
}
`;

/** A generated folder of one service a tier on the real kit, written by hand. */
export interface TinySystem {
  readonly root: string;
  /** Replaces the source of one service. */
  write(path: string, content: string): void;
  remove(): void;
}

/** Creates the folder: api -> shop -> adapter -> warehouse. It is not installed. */
export function createTinySystem(): TinySystem {
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'lintel-tiny-'));
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  const service = (folder: string, name: string, source: string) => {
    write(`${folder}/${name}/package.json`, JSON.stringify({ name: `@tiny/${name}` }));
    write(`${folder}/${name}/src/service.ts`, source);
    write(`${folder}/${name}/src/config.ts`, config(name));
  };
  write('package.json', JSON.stringify({ workspaces: ['kit', 'services/*', 'backends/*'] }));
  write('kit/package.json', JSON.stringify({ name: '@tiny/kit' }));
  cpSync(kit, join(root, 'kit/src'), { recursive: true });
  service('services', 'api', passing('shop'));
  service('services', 'shop', passing('adapter'));
  service('services', 'adapter', passing('warehouse'));
  service('backends', 'warehouse', answering);
  return { root, write, remove: () => rmSync(root, { recursive: true, force: true }) };
}
