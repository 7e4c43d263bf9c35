import { once } from 'node:events';
import {
  type ClientRequest,
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { NotedMetrics, serve, type TestSeams, testSeams } from '@lintel/kit/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createService } from '../src/service.ts';
import type { GatewayConfig } from '../src/settings.ts';
import { oneRoute } from './one-route.ts';

const deadlineMs = 3000;
const longestStandstillMs = 30_000;
/** More than all buffers on the way hold, so that whoever does not read holds up who sends. */
const much = Buffer.alloc(64 * 1024 * 1024);

const config: GatewayConfig = { ...oneRoute, deadlineMs, bodyBytes: 2 * much.length };

let seams: TestSeams;
let metrics: NotedMetrics;
let service: Server;
let url: string;
let stop: () => Promise<void>;

beforeEach(async () => {
  metrics = new NotedMetrics();
  seams = testSeams();
  service = createServer().listen(0, '127.0.0.1');
  await once(service, 'listening');
  seams.dispatcher.setAddress('shop', `http://127.0.0.1:${(service.address() as AddressInfo).port}`);
  const gateway = await serve(createService(config, { ...seams, metrics }), seams);
  url = `${gateway.url}/things`;
  stop = () => gateway.close();
});

afterEach(async () => {
  service.closeAllConnections();
  await stop();
  await seams.dispatcher.destroy();
  service.close();
});

/** The request as the service has it, and its answer. */
type Served = readonly [request: IncomingMessage, response: ServerResponse];

/** Sends the beginning of a body and resolves when the service has it. */
async function beginUpload(
  headers: Record<string, string> = {},
): Promise<readonly [upload: ClientRequest, ...Served]> {
  const upload = request(url, { method: 'PUT', headers, agent: false });
  upload.on('error', () => {});
  upload.write('first');
  const [received, response] = (await once(service, 'request')) as unknown as Served;
  await once(received, 'data');
  return [upload, received, response];
}

/** Asks for an answer of which the service has sent the beginning, and resolves when that is there. */
async function beginDownload(): Promise<readonly [download: IncomingMessage, response: ServerResponse]> {
  const sent = request(url, { agent: false }).end();
  const [, response] = (await once(service, 'request')) as unknown as Served;
  response.write('first');
  const [download] = (await once(sent, 'response')) as [IncomingMessage];
  await once(download, 'data');
  return [download, response];
}

async function answerOf(sent: ClientRequest): Promise<IncomingMessage> {
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  answer.resume();
  return answer;
}

async function textOf(answer: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of answer) text += chunk;
  return text;
}

const ofKnownLength = { 'content-length': '9' };

describe('an upload', () => {
  it.each([
    ['said', ofKnownLength],
    ['not said', {}],
  ])('may take longer than the deadline, whether its length is %s', async (_what, headers) => {
    const [upload, received, response] = await beginUpload(headers);
    seams.clock.advance(5 * deadlineMs);
    received.once('end', () => response.end('done'));
    upload.end('last');
    expect((await answerOf(upload)).statusCode).toBe(200);
    expect(seams.clock.waiting).toBe(0);
  });

  it('leaves the service the whole deadline', async () => {
    const [upload, received] = await beginUpload();
    seams.clock.advance(5 * deadlineMs);
    const ended = once(received, 'end');
    upload.end('last');
    await ended;
    seams.clock.advance(deadlineMs - 1);
    expect(seams.clock.waiting).toBe(1);
    seams.clock.advance(1);
    expect((await answerOf(upload)).statusCode).toBe(504);
    expect(metrics.calls).toMatchObject([{ outcome: 'timeout' }]);
    expect(seams.clock.waiting).toBe(0);
  });

  it.each([
    ['said', { 'content-length': String(5 + much.length) }],
    ['not said', {}],
  ])('is given up where the service takes no more of it, its length %s', async (_what, headers) => {
    const [upload, received] = await beginUpload(headers);
    seams.clock.advance(5 * deadlineMs);
    received.pause();
    upload.write(much);
    let status: number | undefined;
    const answered = answerOf(upload).then((answer) => {
      status = answer.statusCode;
    });
    // Until all buffers on the way are full, it goes on after each time that it was held up.
    while (status === undefined) {
      await Promise.race([seams.clock.untilScheduled(deadlineMs), answered]);
      seams.clock.advance(deadlineMs);
    }
    expect(status).toBe(504);
    expect(metrics.calls).toMatchObject([{ outcome: 'timeout' }]);
    expect(seams.clock.waiting).toBe(0);
    upload.destroy();
  });

  it.each([
    ['said', ofKnownLength],
    ['not said', {}],
  ])('may be answered before it is over, whether its length is %s', async (_what, headers) => {
    const [upload, , response] = await beginUpload(headers);
    response.writeHead(413).end('too much');
    expect((await answerOf(upload)).statusCode).toBe(413);
    upload.end('last');
    expect(metrics.calls).toMatchObject([{ outcome: 413 }]);
    seams.clock.advance(5 * deadlineMs);
    expect(seams.clock.waiting).toBe(0);
  });

  it('ends the call to the service where the client goes away', async () => {
    const [upload, , response] = await beginUpload();
    const gone = once(response, 'close');
    upload.destroy();
    await gone;
    await metrics.hasServed(1);
    expect(metrics.calls).toMatchObject([{ outcome: 'cancelled' }]);
    expect(seams.clock.waiting).toBe(0);
  });
});

describe('a download', () => {
  it('may take longer than the deadline', async () => {
    const [download, response] = await beginDownload();
    const rest = textOf(download);
    for (const text of ['second', 'third']) {
      seams.clock.advance(longestStandstillMs - 1);
      const arrived = once(download, 'data');
      response.write(text);
      await arrived;
    }
    seams.clock.advance(longestStandstillMs - 1);
    response.end('last');
    expect(await rest).toBe('secondthirdlast');
    expect(seams.clock.waiting).toBe(0);
  });

  it('is cut where the service sends nothing more', async () => {
    const [download, response] = await beginDownload();
    const cut = once(download, 'error');
    const gone = once(response, 'close');
    seams.clock.advance(longestStandstillMs - 1);
    expect(seams.clock.waiting).toBe(1);
    seams.clock.advance(1);
    expect((await cut)[0]).toMatchObject({ code: 'ECONNRESET' });
    await gone;
    expect(metrics.calls).toMatchObject([{ outcome: 'timeout' }]);
    expect(seams.clock.waiting).toBe(0);
  });

  it('is cut where the client takes nothing more', async () => {
    const [download, response] = await beginDownload();
    download.pause();
    response.write(much);
    const gone = once(response, 'close');
    seams.clock.advance(longestStandstillMs - 1);
    expect(seams.clock.waiting).toBe(1);
    seams.clock.advance(1);
    await gone;
    await expect(textOf(download)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(seams.clock.waiting).toBe(0);
  });

  it('ends the call to the service where the client goes away', async () => {
    const [download, response] = await beginDownload();
    const gone = once(response, 'close');
    download.destroy();
    await gone;
    await metrics.hasServed(1);
    expect(metrics.calls).toMatchObject([{ outcome: 'cancelled' }]);
    expect(seams.clock.waiting).toBe(0);
  });
});
