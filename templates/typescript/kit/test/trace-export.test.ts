import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trace } from '@opentelemetry/api';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readOtlpHeaders, startTraceExport } from '../src/trace-export.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trace-export-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function written(text: string): string {
  const file = join(folder, 'headers');
  writeFileSync(file, text);
  return file;
}

describe('the headers for a collector', () => {
  it('are read from a file as from the variable of OpenTelemetry', async () => {
    const file = written('api-key=a%2Cb%3D, x-tenant = shop=1 \n');
    expect(await readOtlpHeaders(file)).toEqual({ 'api-key': 'a,b=', 'x-tenant': 'shop=1' });
  });

  it('are none where the file is missing, and only what is one where it has something else', async () => {
    expect(await readOtlpHeaders(join(folder, 'nowhere'))).toEqual({});
    expect(await readOtlpHeaders(written('just-a-key,=nameless,api-key=100%'))).toEqual({
      'api-key': '100%',
    });
  });

  it('are those that the file has when spans are sent, and stand in no environment', async () => {
    const sent: [string | undefined, string | string[] | undefined][] = [];
    const collector = createServer(({ url, headers }, answer) => {
      sent.push([url, headers['api-key']]);
      answer.end('{}');
    });
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    const address = collector.address();
    if (address === null || typeof address === 'string') throw new Error('the collector has no port');
    const endpoint = `http://127.0.0.1:${address.port}`;
    vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', endpoint);
    const file = written('api-key=old');
    const stop = await startTraceExport('shop', {
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      OTEL_EXPORTER_OTLP_HEADERS_FILE: file,
    });
    trace.getTracer('test').startSpan('one').end();
    written('api-key=new');
    await stop();
    collector.closeAllConnections();
    collector.close();
    expect(sent).toEqual([['/v1/traces', 'new']]);
  });
});
