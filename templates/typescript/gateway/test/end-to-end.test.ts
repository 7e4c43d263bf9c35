import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { serve, type TestSeams, testSeams } from '@lintel/kit/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endToEnd } from '../src/end-to-end.ts';
import { createService } from '../src/service.ts';
import { oneRoute } from './one-route.ts';

describe('endToEnd', () => {
  it('leaves out what belongs to the connection', () => {
    const headers = {
      connection: 'close',
      'keep-alive': 'timeout=5',
      'proxy-authenticate': 'Basic',
      'proxy-authentication-info': 'x',
      'proxy-authorization': 'x',
      'proxy-connection': 'keep-alive',
      te: 'trailers',
      trailer: 'x-sum',
      'transfer-encoding': 'chunked',
      upgrade: 'h2c',
      'content-type': 'text/plain',
      'set-cookie': ['a=1', 'b=2'],
      'x-absent': undefined,
    };
    expect(endToEnd(headers)).toEqual([
      ['content-type', 'text/plain'],
      ['set-cookie', ['a=1', 'b=2']],
    ]);
  });

  it('leaves out what the connection names, in whatever case', () => {
    const headers = { connection: 'Keep-Alive,, X-Hop ,x-other', 'x-hop': '1', 'x-other': '2', 'x-own': '3' };
    expect(endToEnd(headers)).toEqual([['x-own', '3']]);
  });

  it('reads a Connection that was sent twice', () => {
    const headers: Record<string, string | string[]> = { connection: ['x-a', 'x-b'], 'x-a': '1', 'x-b': '2' };
    expect(endToEnd(Object.assign({}, headers))).toEqual([]);
  });
});

describe('the gateway', () => {
  let seams: TestSeams;
  let service: Server;
  let stop: () => Promise<void>;
  let port: number;
  let received: IncomingHttpHeaders;

  beforeEach(async () => {
    seams = testSeams();
    service = createServer((request, response) => {
      received = request.headers;
      response.writeHead(200, {
        connection: 'keep-alive, X-Secret',
        'x-secret': '1',
        'proxy-connection': 'close',
        'x-own': 'kept',
      });
      request.pipe(response);
    }).listen(0, '127.0.0.1');
    await once(service, 'listening');
    seams.dispatcher.setAddress('shop', `http://127.0.0.1:${(service.address() as AddressInfo).port}`);
    const gateway = await serve(createService(oneRoute, seams), seams);
    port = Number(new URL(gateway.url).port);
    stop = () => gateway.close();
  });

  afterEach(async () => {
    await stop();
    await seams.dispatcher.destroy();
    service.close();
  });

  /** Sends a request as it is written, which fetch would not, and returns the whole answer. */
  async function exchange(...lines: readonly string[]): Promise<string> {
    const socket = connect(port, '127.0.0.1').setEncoding('utf8');
    socket.write(lines.join('\r\n'));
    let answer = '';
    for await (const text of socket) answer += text;
    return answer;
  }

  it('passes on nothing that is only for the connection, there or back', async () => {
    const answer = await exchange(
      'POST /things HTTP/1.1',
      'Host: x',
      'Connection: close, X-Hop, X-Deadline-Ms, TE, Traceparent',
      'X-Hop: 1',
      'X-Deadline-Ms: 1',
      'TE: trailers',
      'Proxy-Connection: keep-alive',
      'X-Own: kept',
      'Content-Length: 5',
      '',
      'hello',
    );
    expect(received).toMatchObject({ 'x-own': 'kept', 'x-deadline-ms': '3000', 'content-length': '5' });
    for (const name of ['x-hop', 'te', 'proxy-connection']) expect(received).not.toHaveProperty(name);
    expect(answer).toContain('x-own: kept');
    expect(answer).toContain('hello');
    expect(answer).not.toMatch(/secret|proxy-connection/i);
  });

  it('passes a body on as a whole, whatever the connection says of its length', async () => {
    const answer = await exchange(
      'POST /things HTTP/1.1',
      'Host: x',
      'Connection: close, Content-Length',
      'Content-Length: 5',
      '',
      'hello',
    );
    expect(answer).toMatch(/^HTTP\/1.1 200 .*hello/s);
  });
});
