import type { IncomingHttpHeaders } from 'node:http';
import { endToEnd } from './end-to-end.ts';

/** Directives by which a service wants its answer given once only, or to one caller only (RFC 9111, 5.2.2). */
const forbidding = new Set(['no-store', 'no-cache', 'private']);

/** An answer with one of them is for this request alone: it depends on more than the key of the cache, or lacks a part. */
const particular = ['set-cookie', 'vary', 'content-encoding', 'x-missing'];

/** True if an answer may be kept: a plain 200 that is the same for all who share its key, and that does not forbid it. */
export function mayStore(status: number, headers: IncomingHttpHeaders): boolean {
  if (status !== 200 || particular.some((name) => headers[name] !== undefined)) return false;
  return !forbidsStoring(headers['cache-control']);
}

function forbidsStoring(control: string | undefined): boolean {
  return directivesOf(control).some(([name, value]) =>
    lifetimes.includes(name) ? !isSomeTime(value) : forbidding.has(name),
  );
}

/** How long an answer is fresh, for caches that many share, and for all; the first one counts (RFC 9111, 4.2.1). */
const lifetimes = ['s-maxage', 'max-age'];

/** Returns for how many milliseconds an answer may be given again from when it came, at most `mostMs`: as long as its service says. */
export function freshMs(headers: IncomingHttpHeaders, mostMs: number): number {
  const directives = new Map([...directivesOf(headers['cache-control'])].reverse());
  const said = lifetimes.map((name) => directives.get(name)).find((value) => value !== undefined);
  if (said === undefined) return mostMs;
  const seconds = Number(said.replaceAll('"', '')) - secondsOnTheWay(headers);
  return Math.min(mostMs, seconds * 1000);
}

/** A header that was sent twice is a list, whatever its type says. A comma in quotes splits too, which at worst forbids more. */
function directivesOf(control: string | undefined): readonly (readonly [name: string, value: string])[] {
  return String(control ?? '')
    .toLowerCase()
    .split(',')
    .map((directive) => {
      const [name = '', value = ''] = directive.split('=', 2).map((part) => part.trim());
      return [name, value];
    });
}

/** True for a number of seconds above 0; anything else is taken for none, as RFC 9111 (4.2.1) encourages. */
function isSomeTime(value: string): boolean {
  return /^"?0*[1-9]\d*"?$/.test(value);
}

/** What is said anew whenever an answer is given again. */
const saidAnew = new Set(['age', 'content-length', 'date']);

/** Returns what is kept of an answer's headers: all that are not only for the connection it came over (RFC 9111, 3.1). */
export function headersToKeep(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  return Object.fromEntries(endToEnd(headers).filter(([name]) => !saidAnew.has(name)));
}

/** Returns how old an answer was when it came, in seconds: whoever handed it on may have had it in a cache, too. */
export function secondsOnTheWay({ age }: IncomingHttpHeaders): number {
  return age !== undefined && /^\d{1,9}$/.test(age) ? Number(age) : 0;
}
