import { build, type Plugin } from 'esbuild';

/** What a script is given besides its files: the variables of `-e`, and what the system answers. */
export interface StubOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly answer?: (request: StubRequest) => StubAnswer;
}

export interface StubRequest {
  readonly method: string;
  readonly url: string;
  readonly body: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly timeout: string;
  /** Instant on the stub's clock, in ms since the scenario began. */
  readonly atMs: number;
}

export interface StubAnswer {
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly afterMs?: number;
}

export interface StubSample {
  readonly value: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** A script in a stub of k6: one virtual user, whose time passes where it sleeps and where it waits for an answer. */
export interface StubbedScript {
  readonly options: {
    readonly scenarios: Record<string, object>;
    readonly thresholds: Record<string, string[]>;
  };
  readonly requests: readonly StubRequest[];
  /** By name of the metric, in order. */
  readonly samples: ReadonlyMap<string, readonly StubSample[]>;
  readonly types: ReadonlyMap<string, 'Trend' | 'Rate' | 'Counter'>;
  readonly warnings: readonly string[];
  setup(): void;
  /** Runs the arrival of an index, begun at an instant of the scenario. */
  iterate(index: number, atMs?: number): void;
}

interface Exports {
  readonly options: StubbedScript['options'];
  setup(): void;
  phone(): void;
}

/** When the scenario of every stub began, on the wall clock. */
export const startTime = 1_700_000_000_000;

const modules: Readonly<Record<string, string>> = {
  k6: 'export const sleep = k6.sleep;',
  'k6/http': 'export default k6.http;',
  'k6/data': 'export const SharedArray = k6.SharedArray;',
  'k6/encoding': 'export const b64encode = k6.b64encode;',
  'k6/execution': 'export default k6.execution;',
  'k6/metrics': 'export const { Trend, Rate, Counter } = k6;',
};

/** Returns the files as one script, k6's modules taken from a variable `k6`. Only modules that k6 has, and these files, are found. */
export async function bundleScript(files: ReadonlyMap<string, string>): Promise<string> {
  const fromMemory: Plugin = {
    name: 'memory',
    setup(api) {
      api.onResolve({ filter: /.*/ }, ({ path }) => ({
        path: path.replace(/^\.\//, ''),
        namespace: 'memory',
      }));
      api.onLoad({ filter: /.*/, namespace: 'memory' }, ({ path }) => {
        const contents = modules[path] ?? (path.endsWith('.js') ? files.get(path) : undefined);
        if (contents === undefined) throw new Error(`k6 has no module ${path}`);
        return { contents, loader: 'js' };
      });
    },
  };
  const { outputFiles } = await build({
    entryPoints: ['script.js'],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'script',
    plugins: [fromMemory],
  });
  return outputFiles[0]?.text ?? '';
}

/** Runs the initial part of a bundled script, as k6 does once for each virtual user. Throws what the script throws. */
export function startScript(
  bundle: string,
  files: ReadonlyMap<string, string>,
  { env = {}, answer = () => ({}) }: StubOptions = {},
): StubbedScript {
  let nowMs = startTime;
  const requests: StubRequest[] = [];
  const samples = new Map<string, StubSample[]>();
  const types = new Map<string, 'Trend' | 'Rate' | 'Counter'>();
  const warnings: string[] = [];
  const execution = { scenario: { iterationInTest: 0, startTime } };
  const metric = (type: 'Trend' | 'Rate' | 'Counter') =>
    class {
      readonly #samples: StubSample[] = [];
      constructor(name: string) {
        // Names of metrics as k6 allows them.
        if (!/^[a-zA-Z_][a-zA-Z0-9_]{1,63}$/.test(name) || types.has(name))
          throw new Error(`bad metric ${name}`);
        types.set(name, type);
        samples.set(name, this.#samples);
      }
      add(value: unknown, tags: Readonly<Record<string, string>> = {}) {
        const isRight = type === 'Rate' ? typeof value === 'boolean' : Number.isFinite(value);
        if (!isRight || !Object.values(tags).every((tag) => typeof tag === 'string')) {
          throw new Error(`a ${type} takes no ${String(value)} ${JSON.stringify(tags)}`);
        }
        this.#samples.push({ value: Number(value), tags });
      }
    };
  const k6 = {
    sleep(seconds: number) {
      if (!(seconds > 0 && Number.isFinite(seconds))) throw new Error(`cannot sleep ${seconds} s`);
      nowMs += seconds * 1000;
    },
    http: {
      request(method: string, url: string, body: string | null, params: Record<string, unknown>) {
        const unknown = Object.keys(params).filter(
          (key) => !['headers', 'tags', 'timeout', 'redirects'].includes(key),
        );
        if (unknown.length > 0) throw new Error(`k6/http knows no ${unknown.join()}`);
        const { headers, tags, timeout } = params as Pick<StubRequest, 'headers' | 'tags' | 'timeout'>;
        const request = { method, url, body, headers, tags, timeout, atMs: nowMs - startTime };
        requests.push(request);
        const { status = 200, body: text = '', headers: answered = {}, afterMs = 0 } = answer(request);
        nowMs += Math.min(afterMs, Number.parseInt(timeout, 10));
        if (afterMs > Number.parseInt(timeout, 10)) {
          return { status: 0, error: 'request timeout', error_code: 1050, headers: {}, body: null };
        }
        return { status, error: '', error_code: 0, headers: answered, body: text };
      },
    },
    /** Elements are kept as JSON, and are read only, as in k6. */
    SharedArray: function SharedArray(_name: string, make: () => readonly unknown[]) {
      return Object.freeze(make().map((element) => JSON.parse(JSON.stringify(element))));
    },
    b64encode: (text: string) => Buffer.from(text).toString('base64'),
    execution,
    Trend: metric('Trend'),
    Rate: metric('Rate'),
    Counter: metric('Counter'),
  };
  const open = (path: string) => {
    const text = files.get(path.replace(/^\.\//, ''));
    if (text === undefined) throw new Error(`there is no ${path}`);
    return text;
  };
  const console = { warn: (text: string) => warnings.push(text) };
  const run = new Function('k6', '__ENV', 'open', 'Date', 'console', `${bundle}\nreturn script;`);
  const script: Exports = run(k6, env, open, { now: () => Math.floor(nowMs) }, console);
  return {
    options: JSON.parse(JSON.stringify(script.options)),
    requests,
    samples,
    types,
    warnings,
    setup: () => script.setup(),
    iterate(index, atMs = 0) {
      nowMs = startTime + atMs;
      execution.scenario.iterationInTest = index;
      script.phone();
    },
  };
}
