import type { Answer, CallContext, Input } from './context.ts';
import type { Expression } from './expression.ts';
import { fillForCaller, fillFrom, type RequestTemplate } from './request-path.ts';
import { expectSuccess, readJson, type Upstream } from './upstream.ts';

/** One part of an answer, and where it comes from. */
export interface Part {
  readonly from: Upstream;
  readonly request: RequestTemplate;
  /** Makes the call's input of `{ params, query, body, caller, parts }`; without it, fields are handed on by name. */
  readonly sends?: Expression;
  /** If it fails, it is null and listed as missing, and the answer is given all the same. */
  readonly optional?: boolean;
  /** Parts that must have ended first. */
  readonly after?: readonly string[];
  readonly timeoutMs?: number;
}

/** Lists the optional parts that an answer lacks, for whoever does not read its body. */
export const missingHeader = 'x-missing';

/**
 * Fetches all parts, those that wait for nothing at once, and answers with an object of them in their order. A failed
 * optional part is `null` and named in `missing`; a failed required part fails the whole, with its own problem.
 */
export async function gather(
  input: Input,
  context: CallContext,
  parts: Readonly<Record<string, Part>>,
): Promise<Answer> {
  const names = Object.keys(parts);
  const values: Record<string, unknown> = {};
  for (const name of names) values[name] = null;
  const missing: string[] = [];
  const started = new Map<string, Promise<void>>();

  async function fetchPart(name: string, part: Part): Promise<void> {
    for (const earlier of part.after ?? []) await start(earlier);
    try {
      values[name] = await callPart(part, input, context, values);
    } catch (error) {
      if (part.optional !== true) throw error;
      missing.push(name);
    }
  }

  function start(name: string): Promise<void> {
    const running = started.get(name);
    if (running !== undefined) return running;
    const part = parts[name];
    const run = part === undefined ? Promise.resolve() : fetchPart(name, part);
    started.set(name, run);
    return run;
  }

  await Promise.all(names.map(start));
  if (missing.length === 0) return { status: 200, body: values };
  const ordered = names.filter((name) => missing.includes(name));
  return {
    status: 200,
    body: { ...values, missing: ordered },
    headers: { [missingHeader]: ordered.join(', ') },
  };
}

async function callPart(
  part: Part,
  input: Input,
  context: CallContext,
  parts: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const filled =
    part.sends === undefined
      ? fillForCaller(part.request, input, context)
      : fillFrom(part.request, await part.sends({ ...input, caller: context.caller, parts }));
  const request =
    part.timeoutMs === undefined ? filled : { ...filled, resilience: { timeoutMs: part.timeoutMs } };
  return readJson(part.from.name, expectSuccess(part.from.name, await part.from.call(context, request)));
}
