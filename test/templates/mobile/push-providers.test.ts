import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createSecureServer, type IncomingHttpHeaders } from 'node:http2';
import { createServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { build } from 'esbuild';
import { execa } from 'execa';
import { jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bin, reference } from '../../support/run-lintel.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

/** A push provider over TLS, and what it was asked. */
interface ProviderOverTls {
  readonly url: string;
  readonly asked: { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string }[];
  close(): Promise<unknown>;
}

describe.skipIf(!hasOpenssl)(
  'the generated push service, between what FCM and APNs are',
  { timeout: 60_000 },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'lintel-push-'));
    const google = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const apple = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const path = (name: string) => join(folder, name);

    beforeAll(async () => {
      execFileSync(process.execPath, [bin, 'generate', reference, '-o', path('out')], { stdio: 'ignore' });
      symlinkSync(resolve('node_modules'), path('node_modules'));
      await build({
        entryPoints: [path('out/services/push/src/main.ts')],
        outfile: path('main.mjs'),
        alias: { '@omnichannel-retail/kit': path('out/kit/src/index.ts') },
        bundle: true,
        packages: 'external',
        platform: 'node',
        format: 'esm',
        logLevel: 'error',
      });
      const names = 'subjectAltName=DNS:localhost';
      const request = `req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext ${names}`;
      execFileSync('openssl', [...request.split(' '), '-keyout', path('key.pem'), '-out', path('cert.pem')], {
        stdio: 'ignore',
      });
      const account = {
        type: 'service_account',
        private_key_id: 'key-1',
        private_key: pemOf(google.privateKey),
        client_email: 'push@shop.example',
      };
      writeFileSync(path('account.json'), JSON.stringify(account));
      writeFileSync(path('apns.p8'), pemOf(apple.privateKey));
    }, 60_000);
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    const tls = () => ({ key: readFileSync(path('key.pem')), cert: readFileSync(path('cert.pem')) });

    it('gets its messages through, by the protocol and with the proof that each of them asks for', async () => {
      const fcm = await startFcm(tls());
      const apns = await startApns(tls());
      const account = {
        ...JSON.parse(readFileSync(path('account.json'), 'utf8')),
        token_uri: `${fcm.url}/token`,
      };
      writeFileSync(path('fcm.json'), JSON.stringify(account));
      const push = execa(process.execPath, [path('main.mjs')], {
        cwd: folder,
        env: {
          HOST: '127.0.0.1',
          PORT: '0',
          NODE_EXTRA_CA_CERTS: path('cert.pem'),
          PUSH_FCM_URL: fcm.url,
          PUSH_APNS_URL: apns.url,
          FCM_PROJECT: 'shop-1234',
          FCM_ACCOUNT_FILE: path('fcm.json'),
          APNS_TOPIC: 'org.example.shop',
          APNS_KEY_FILE: path('apns.p8'),
          APNS_KEY_ID: 'ABC1234567',
          APNS_TEAM_ID: 'DEF1234567',
        },
        reject: false,
      });
      const url = await listeningAt(push.stdout);
      const post = (to: string, body: object) =>
        fetch(url + to, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
      await post('/push/registry/device', { deviceToken: 'android-1', operatingSystem: 'android' });
      await post('/push/registry/device', { deviceToken: 'ios-1', operatingSystem: 'iOS' });
      const { messageId } = (await (await post('/sender', { message: { alert: 'Hello' } })).json()) as {
        messageId: string;
      };
      let state: { completedAt: string | null } = { completedAt: null };
      while (state.completedAt === null)
        state = (await (await fetch(`${url}/sender/${messageId}`)).json()) as typeof state;
      push.kill('SIGTERM');
      const { exitCode, stdout } = await push;
      await Promise.all([fcm.close(), apns.close()]);

      expect(state, stdout).toMatchObject({ recipients: 2, delivered: 2, failed: 0, removed: 0 });
      expect(exitCode, stdout).toBe(0);
      const [token, sent] = fcm.asked;
      const assertion = new URLSearchParams(token?.body).get('assertion') ?? '';
      const { payload } = await jwtVerify(assertion, google.publicKey, { audience: `${fcm.url}/token` });
      expect(payload.iss).toBe('push@shop.example');
      expect(sent).toMatchObject({
        path: '/v1/projects/shop-1234/messages:send',
        headers: { authorization: 'Bearer of-google' },
        body: expect.stringContaining('"token":"android-1"'),
      });
      const [notified] = apns.asked;
      expect(notified).toMatchObject({
        path: '/3/device/ios-1',
        headers: { 'apns-topic': 'org.example.shop', 'apns-push-type': 'alert' },
        body: expect.stringContaining('"alert":"Hello"'),
      });
      const [, signed] = String(notified?.headers['authorization']).split(' ');
      await jwtVerify(signed ?? '', apple.publicKey, { issuer: 'DEF1234567', maxTokenAge: '1 minute' });
    });

    it('does not start with a file that is not what it is said to be', async () => {
      const { exitCode, stderr } = await execa(process.execPath, [path('main.mjs')], {
        cwd: folder,
        env: { PORT: '0', APNS_KEY_FILE: path('cert.pem') },
        reject: false,
      });
      expect(exitCode).toBe(4);
      expect(stderr).toBe(
        'error: APNS_KEY_FILE names a file that is not a key for APNs\n' +
          "  hint: take the .p8 file that Apple's developer account makes: Certificates, Identifiers & Profiles, Keys",
      );
    });
  },
);

function pemOf(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** Speaks HTTP/1.1, gives out tokens, and takes messages of who has one. */
async function startFcm(tls: object): Promise<ProviderOverTls> {
  const asked: ProviderOverTls['asked'] = [];
  const server = createServer(tls, async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { url: path = '', headers } = request;
    asked.push({ path, headers, body });
    response.setHeader('content-type', 'application/json');
    if (path === '/token')
      response.end('{"access_token":"of-google","expires_in":3599,"token_type":"Bearer"}');
    else response.writeHead(headers.authorization === 'Bearer of-google' ? 200 : 401).end('{}');
  });
  return { url: await listen(server), asked, close: () => closed(server) };
}

/** Speaks HTTP/2 alone, and says GOAWAY after each notification. */
async function startApns(tls: object): Promise<ProviderOverTls> {
  const asked: ProviderOverTls['asked'] = [];
  const server = createSecureServer(tls, async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { url: path, headers } = request;
    asked.push({ path, headers, body });
    response.stream.session?.close();
    response.writeHead(headers['authorization']?.startsWith('bearer ') === true ? 200 : 403).end();
  });
  return { url: await listen(server), asked, close: () => closed(server) };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, done));
  return `https://localhost:${(server.address() as AddressInfo).port}`;
}

function closed(server: Server): Promise<unknown> {
  return new Promise((done) => server.close(done));
}

/** Resolves to where a service says that it listens. */
function listeningAt(stdout: Readable): Promise<string> {
  return new Promise((done, fail) => {
    stdout.on('data', (lines) => {
      const url = /"url":"([^"]+)"/.exec(String(lines))?.[1];
      if (url !== undefined) done(url);
    });
    stdout.once('end', () => fail(new Error('it ended before it listened')));
  });
}
