import { isRecord, type PlainRecord } from '../contracts/plain-data.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { parsePlainYaml } from '../source/parse-plain-yaml.ts';

/** How a document is written. */
export type Notation = 'json' | 'yaml';

export interface ParsedContract {
  readonly document: PlainRecord;
  readonly notation: Notation;
}

/** Everything that follows walks through it. */
const MAX_DEPTH = 128;

/**
 * Returns a JSON or YAML text as a map, and which of the two it is. `name` is for messages. Throws a UserError `contract` for
 * what is neither, and for XML.
 */
export function parseDocument(name: string, text: string): ParsedContract {
  const plain = text.replace(/^\uFEFF/, '');
  if (/^\s*</.test(plain))
    throw new UserError(
      'contract',
      `"${name}" is XML`,
      'import openapi takes OpenAPI 3 and Swagger 2.0 documents',
    );
  const isJson = /\.json$/i.test(name) || /^\s*\{\s*"/.test(plain);
  let document: unknown;
  try {
    document = isJson ? JSON.parse(plain) : parsePlainYaml(plain);
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error))
      .replace(/\s+/g, ' ')
      .slice(0, 300);
    throw new UserError('contract', `"${name}" is not ${isJson ? 'JSON' : 'YAML'}: ${reason}`);
  }
  if (!isRecord(document)) throw new UserError('contract', `"${name}" is no map of keys`);
  if (isDeeperThan(document, MAX_DEPTH))
    throw new UserError('contract', `"${name}" is nested deeper than ${MAX_DEPTH} levels`);
  return { document, notation: isJson ? 'json' : 'yaml' };
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}
