import { createServer, type Http2Server, type ServerHttp2Stream } from 'node:http2';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { exchange } from '@lintel/kit';
import { type ManualClock, manualClock } from '@lintel/kit/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Http2Connection } from '../../src/providers/http2-connection.ts';

describe('an HTTP/2 connection', () => {
  let server: Http2Server;
  let connection: Http2Connection;
  let clock: ManualClock;
  let connections: number;
  /** What the server does with a request, once its body has come. */
  let answer: (stream: ServerHttp2Stream, body: string) => void;

  beforeEach(async () => {
    connections = 0;
    clock = manualClock();
    answer = (stream, body) => {
      stream.respond({ ':status': 200, 'apns-id': 'id-1' });
      stream.end(`got ${body}`);
    };
    server = createServer({ settings: { maxConcurrentStreams: 4 } });
    server.on('session', (session) => {
      connections++;
      session.on('error', () => {});
    });
    server.on('stream', (stream) => {
      let body = '';
      stream.on('data', (chunk) => {
        body += chunk;
      });
      stream.on('error', () => {});
      stream.on('end', () => answer(stream, body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    connection = new Http2Connection(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  afterEach(async () => {
    connection.close();
    await new Promise((resolve) => server.close(resolve));
  });

  const call = (body = 'hello', timeoutMs = 4000) =>
    exchange(connection, clock, {
      origin: 'unused',
      method: 'POST',
      path: '/3/device/abc',
      headers: { 'apns-topic': 'org.example.shop' },
      body,
      timeoutMs,
    });

  it('sends requests and returns answers, all at once and on one connection', async () => {
    const answers = await Promise.all(Array.from({ length: 64 }, (_, index) => call(`body-${index}`)));
    expect(answers.map(({ body }) => body.toString())).toEqual(
      Array.from({ length: 64 }, (_, index) => `got body-${index}`),
    );
    expect(answers[0]).toMatchObject({ status: 200, headers: { 'apns-id': 'id-1' } });
    expect(connections).toBe(1);
  });

  it('has no more under way than the server takes, from the first request on', async () => {
    let [underWay, most] = [0, 0];
    server.on('stream', (stream) => {
      most = Math.max(most, ++underWay);
      stream.on('close', () => underWay--);
    });
    expect(
      (await Promise.all(Array.from({ length: 40 }, () => call()))).every(({ status }) => status === 200),
    ).toBe(true);
    expect(most).toBe(4);
  });

  it('lets all others go on when one is given up', async () => {
    const usual = answer;
    const held: (() => void)[] = [];
    let arrived = () => {};
    const full = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    answer = (stream, body) => {
      if (body !== 'never') held.push(() => usual(stream, body));
      if (held.length === 3) arrived();
    };
    const given = call('never', 1000);
    const others = Array.from({ length: 20 }, (_, index) => call(`body-${index}`, 60_000));
    await full;
    clock.advance(1000);
    await expect(given).rejects.toMatchObject({ status: 504 });
    answer = usual;
    for (const release of held) release();
    expect((await Promise.all(others)).map(({ body }) => body.toString())).toEqual(
      others.map((_, index) => `got body-${index}`),
    );
  });

  it('leaves no connection behind to a server that has fallen silent', async () => {
    let ended = () => {};
    const end = new Promise<void>((resolve) => {
      ended = resolve;
    });
    // It does not end its side when the other one does, which only who holds the connection still lets pass.
    const silent = createTcpServer({ allowHalfOpen: true }, (socket) => {
      const settings = Buffer.from('000000040000000000', 'hex');
      socket.on('error', () => {}).on('close', ended);
      socket.write(settings);
      socket.once('data', () => clock.advance(4000));
      // Until the system says that nobody is there any more.
      const goOn = () => void socket.write(settings, (error) => error ?? setImmediate(goOn));
      socket.once('end', goOn).resume();
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    connection = new Http2Connection(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`);
    await expect(call()).rejects.toMatchObject({ status: 504 });
    await end;
    await new Promise((resolve) => silent.close(resolve));
  });

  it('survives that the server takes leave, and opens another connection for what comes next', async () => {
    answer = (stream) => {
      // Says GOAWAY, and closes the connection once what is under way has ended.
      stream.session?.close();
      stream.respond({ ':status': 200 });
      stream.end('the last one');
    };
    expect((await call()).body.toString()).toBe('the last one');
    expect((await call()).body.toString()).toBe('the last one');
    expect(connections).toBe(2);
  });

  it('fails what a connection is lost under, and goes on with another', async () => {
    const usual = answer;
    answer = (stream) => stream.session?.destroy();
    const lost = await Promise.allSettled([call(), call()]);
    expect(lost.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    answer = usual;
    expect((await call()).status).toBe(200);
  });

  it('fails what is broken off, before an answer and in the middle of one', async () => {
    answer = (stream) => stream.close(0);
    await expect(call()).rejects.toThrow();
    answer = (stream) => {
      stream.respond({ ':status': 200 });
      stream.write('half of');
      stream.destroy(new Error('no more'));
    };
    await expect(call()).rejects.toThrow();
    expect(connections).toBe(1);
  });

  it('fails where nobody listens, with why', async () => {
    const free = createServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    connection = new Http2Connection(`http://127.0.0.1:${port}`);
    await expect(call()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('does not go on with a connection on which nothing came in time', async () => {
    const usual = answer;
    let asked = () => {};
    const arrived = new Promise<void>((resolve) => {
      asked = resolve;
    });
    answer = () => asked();
    const late = call();
    await arrived;
    clock.advance(4000);
    await expect(late).rejects.toMatchObject({ status: 504 });
    answer = usual;
    expect((await call()).status).toBe(200);
    expect(connections).toBe(2);
    expect(clock.waiting).toBe(0);
  });
});
