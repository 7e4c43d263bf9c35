import type { IncomingHttpHeaders } from 'node:http';

/** Headers that belong to one connection only, in either direction (RFC 9110, 7.6.1, and what was common before it). */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authentication-info',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** What `Connection` says of the connection itself, and no names of headers that came with it. */
const options = new Set(['', 'close', 'keep-alive']);

/** Returns the headers that are to be passed on: neither those of the connection nor those that `Connection` names. */
export function endToEnd(headers: IncomingHttpHeaders): [name: string, value: string | string[]][] {
  const named = namedBy(headers.connection);
  const passed: [string, string | string[]][] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !hopByHop.has(name) && !named.includes(name)) passed.push([name, value]);
  }
  return passed;
}

function namedBy(connection: string | undefined): readonly string[] {
  // A header that was sent twice is a list, whatever its type says.
  const names = String(connection ?? '')
    .toLowerCase()
    .split(',');
  return names.map((name) => name.trim()).filter((name) => !options.has(name));
}
