import type { ContractOperation, ContractParameter } from '../contracts/contract.ts';
import { parametersOf } from '../model/http-path.ts';

const BODYLESS = new Set(['GET', 'HEAD', 'DELETE']);

/**
 * Returns the JSONata that gives an operation of a contract its input; null where input that goes by name is right: there is
 * nothing in the query that must be there. It names what is needed first, then what is possible.
 */
export function sentInput(calls: ContractOperation, path: string): string | null {
  const query = calls.parameters.filter((parameter) => parameter.in === 'query');
  if (!BODYLESS.has(calls.method) || !query.some(({ required }) => required)) return null;
  const backendNames = [...calls.path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
  const ownNames = parametersOf(path);
  const inPath = backendNames.map((name, at) => entry(name, 'params', ownNames[at] ?? name));
  const inQuery = [...query].sort(requiredFirst).map(({ name }) => entry(name, 'query', name));
  return `{ ${[...inPath, ...inQuery].join(', ')} }`;
}

function requiredFirst(a: ContractParameter, b: ContractParameter): number {
  return Number(b.required) - Number(a.required);
}

function entry(name: string, from: string, field: string): string {
  const isPlain = /^[A-Za-z_]\w*$/.test(field) && !/^(?:and|or|in)$/.test(field);
  return `${JSON.stringify(name)}: ${from}.${isPlain ? field : `\`${field}\``}`;
}

/** Returns why an integration cannot call an operation; null: it can. */
export function whyUncallable(calls: ContractOperation, requestMedia: readonly string[]): string | null {
  if (!/^(?:GET|HEAD|POST|PUT|PATCH|DELETE)$/.test(calls.method)) return `its method is ${calls.method}`;
  const query = calls.parameters.find((parameter) => parameter.in === 'query' && parameter.required);
  if (!BODYLESS.has(calls.method) && query !== undefined)
    return `it needs "${query.name}" in the query beside a body, and an integration sends one of the two`;
  if (requestMedia.length > 0 && !requestMedia.some(isJson)) return `it takes ${requestMedia[0]}, not JSON`;
  const good = calls.responses.filter(({ status }) => status === 0 || (status >= 200 && status < 300));
  const media = good.map(({ mediaType }) => mediaType).filter((type) => type !== '');
  return media.length > 0 && !media.some(isJson) ? `it answers ${media[0]}, not JSON` : null;
}

function isJson(mediaType: string): boolean {
  return /[/+]json\b/i.test(mediaType) || mediaType.includes('*/*');
}
