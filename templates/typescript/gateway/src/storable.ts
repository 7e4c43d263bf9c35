import type { IncomingHttpHeaders } from 'node:http';

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
  // A header that was sent twice is a list, whatever its type says. A comma in quotes splits too, which at worst forbids more.
  return String(control ?? '')
    .toLowerCase()
    .split(',')
    .some((directive) => {
      const [name = '', value = ''] = directive.split('=', 2).map((part) => part.trim());
      if (name === 'max-age' || name === 's-maxage') return !isSomeTime(value);
      return forbidding.has(name);
    });
}

/** True for a number of seconds above 0; anything else is taken for none, as RFC 9111 (4.2.1) encourages. */
function isSomeTime(value: string): boolean {
  return /^"?0*[1-9]\d*"?$/.test(value);
}
