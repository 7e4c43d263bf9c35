import { readFileSync } from 'node:fs';
import { type Fields, isFields, type Service } from '@lintel/kit';
import { serve, type TestSeams, testSeams } from '@lintel/kit/testing';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { KINDS } from '../../../src/kinds/index.ts';
import type { KindId } from '../../../src/kinds/kind.ts';
import { createService as createIdentity } from '../../../templates/typescript/mobile/identity/src/service.ts';
import { createService as createMetrics } from '../../../templates/typescript/mobile/metrics/src/service.ts';
import { createService as createPush } from '../../../templates/typescript/mobile/push/src/service.ts';
import { createService as createSecurity } from '../../../templates/typescript/mobile/security/src/service.ts';
import { createService as createSync } from '../../../templates/typescript/mobile/sync/src/service.ts';

interface Sample {
  readonly method: string;
  /** As the document has it. */
  readonly path: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: unknown;
  readonly caller?: string;
  readonly status: number;
}

const own = { host: '127.0.0.1', port: 0, logLevel: 'silent', instanceId: 'test' };

const services: Readonly<Record<KindId, (seams: TestSeams) => Promise<Service>>> = {
  identity: (seams) =>
    createIdentity(
      { ...own, name: 'identity', issuer: 'i', audience: 'a', tokenMs: 1000, plans: { app: 'standard' } },
      seams,
    ),
  metrics: (seams) => createMetrics({ ...own, name: 'metrics', retentionMs: 1000 }, seams),
  push: (seams) =>
    createPush(
      {
        ...own,
        name: 'push',
        providers: { fcm: 'http://fcm:8080' },
        fcmProject: 'p',
        fcmAccount: null,
        apnsTopic: 't',
        apnsKey: null,
        retentionMs: 1000,
      },
      seams,
    ),
  security: (seams) =>
    createSecurity({ ...own, name: 'security', minimumVersion: '2', disabledVersions: [] }, seams),
  sync: (seams) =>
    createSync(
      { ...own, name: 'sync', collections: [{ name: 'c', conflict: 'reject' }], tombstonesMs: 1000 },
      seams,
    ),
};

const params = { collection: 'c' };
const token = 'grant_type=client_credentials&client_id=a&client_secret=b';
const samples: Readonly<Record<KindId, readonly Sample[]>> = {
  identity: [
    { method: 'POST', path: '/auth/register', body: { software_id: 'app' }, status: 201 },
    { method: 'POST', path: '/auth/register', body: { software_id: 'other' }, status: 400 },
    { method: 'POST', path: '/auth/token', body: token, status: 401 },
    { method: 'GET', path: '/auth/jwks', status: 200 },
  ],
  metrics: [
    { method: 'POST', path: '/metrics', body: { clientId: 'c', type: 'init' }, status: 204 },
    { method: 'POST', path: '/metrics', body: {}, status: 400 },
    { method: 'GET', path: '/summary', status: 200 },
  ],
  push: [
    { method: 'POST', path: '/push/registry/device', body: { deviceToken: 't' }, status: 200 },
    { method: 'POST', path: '/push/registry/device', body: {}, status: 400 },
    {
      method: 'POST',
      path: '/push/registry/device',
      body: { deviceToken: 't', alias: 'another' },
      caller: 'someone',
      status: 403,
    },
    {
      method: 'POST',
      path: '/sender',
      body: { message: { badge: 1 }, criteria: { alias: ['x'] } },
      status: 202,
    },
    { method: 'GET', path: '/sender/{id}', params: { id: 'none' }, status: 404 },
    { method: 'PUT', path: '/push/registry/device/pushMessage/{id}', params: { id: 'none' }, status: 404 },
    { method: 'DELETE', path: '/push/registry/device/{token}', params: { token: 't' }, status: 204 },
  ],
  security: [
    {
      method: 'POST',
      path: '/security/init',
      body: { version: '1', appId: 'a', deviceId: 'd' },
      status: 200,
    },
    { method: 'POST', path: '/security/init', body: {}, status: 400 },
  ],
  sync: [
    {
      method: 'POST',
      path: '/sync/{collection}',
      params,
      body: {
        changes: [
          { change: 'x', id: 'i', fields: {} },
          { change: 'y', id: 'i', base: 3, deleted: true },
          { change: 'z', id: 'j', base: 3, fields: {} },
        ],
      },
      status: 200,
    },
    {
      method: 'POST',
      path: '/sync/{collection}',
      params,
      body: { changes: [], since: 'other.1' },
      status: 200,
    },
    { method: 'GET', path: '/sync/{collection}', params, status: 200 },
    { method: 'GET', path: '/sync/{collection}', params, query: '?since=other.1', status: 200 },
    { method: 'GET', path: '/sync/{collection}', params: { collection: 'none' }, status: 404 },
  ],
};

function documentOf(kind: KindId): Fields {
  const file = new URL(`../../../templates/typescript/mobile/${kind}/openapi.yaml`, import.meta.url);
  return parse(readFileSync(file, 'utf8'));
}

function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((inner, key) => (isFields(inner) ? inner[key] : undefined), value);
}

/** Returns the keys that lead to the description of a response, references followed. */
function responseKeys(document: Fields, sample: Sample): readonly string[] {
  const keys = ['paths', sample.path, sample.method.toLowerCase(), 'responses', String(sample.status)];
  const reference = at(document, ...keys, '$ref');
  return typeof reference === 'string' ? reference.slice(2).split('/') : keys;
}

const methods = ['get', 'put', 'post', 'delete', 'patch'];

describe.each(KINDS)('openapi.yaml of $id', (kind) => {
  const document = documentOf(kind.id);
  const described = Object.entries(document['paths'] ?? {}).flatMap(([path, item]) =>
    methods
      .filter((method) => at(item, method) !== undefined)
      .map((method) => ({ name: at(item, method, 'operationId'), method: method.toUpperCase(), path })),
  );

  it('describes every operation of the kind', () => {
    const operations = kind.operations.map(({ name, method, path }) => ({ name, method, path }));
    expect(described).toEqual(expect.arrayContaining(operations));
  });

  it('is served: each operation answers, and as its schema says', async () => {
    const ajv = formats.default(new Ajv2020({ strict: false }));
    ajv.addSchema(document, 'document');
    const seams = testSeams();
    const client = await serve(await services[kind.id](seams), seams);
    const asked = new Set<string>();
    for (const sample of samples[kind.id]) {
      asked.add(`${sample.method} ${sample.path}`);
      const path = sample.path.replaceAll(
        /\{(\w+)\}/g,
        (_match, name: string) => sample.params?.[name] ?? '',
      );
      const isForm = typeof sample.body === 'string';
      const headers: Record<string, string> = isForm
        ? { 'content-type': 'application/x-www-form-urlencoded' }
        : {};
      const { body, caller } = sample;
      const options = {
        headers,
        ...(body === undefined ? {} : { body }),
        ...(caller === undefined ? {} : { caller }),
      };
      const reply = await client.request(sample.method, path + (sample.query ?? ''), options);
      expect(reply.status, path).toBe(sample.status);
      const keys = responseKeys(document, sample);
      expect(at(document, ...keys, 'description'), keys.join(' ')).toBeTypeOf('string');
      const [mediaType] = (reply.headers.get('content-type') ?? '').split(';', 1);
      if (reply.body === null) continue;
      const pointer = [...keys, 'content', mediaType ?? '', 'schema']
        .map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1')))
        .join('/');
      const validate = ajv.compile({ $ref: `document#/${pointer}` });
      expect(validate(reply.body), `${path}: ${ajv.errorsText(validate.errors)}`).toBe(true);
    }
    await client.close();
    expect([...asked].sort()).toEqual(described.map(({ method, path }) => `${method} ${path}`).sort());
  });
});
