import { UserError } from '../diagnostics/user-error.ts';

/** Where a reference leads: a file in the folder of the first document, and a JSON pointer in it (`''`: all of it). */
export interface Target {
  readonly path: string;
  readonly pointer: string;
}

/**
 * Returns where a `$ref` in a document leads (RFC 3986 section 5.2, for relative references). `from` is the document's path
 * in the folder of the first one. Throws a UserError `usage`, with the reference, for one that leads to the network, that
 * is absolute, or that leaves the folder.
 */
export function resolveReference(ref: string, from: string): Target {
  const at = ref.indexOf('#');
  const file = at === -1 ? ref : ref.slice(0, at);
  const pointer = at === -1 ? '' : ref.slice(at + 1);
  if (file === '') return { path: from, pointer };
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(file))
    throw refused(
      ref,
      from,
      'leads to the network, and nothing is fetched',
      'put the file beside the document',
    );
  if (file.startsWith('/') || file.includes('\\'))
    throw refused(
      ref,
      from,
      'is not relative',
      'references between files are relative, with forward slashes',
    );
  return { path: joined(ref, from, decoded(file)), pointer };
}

function joined(ref: string, from: string, file: string): string {
  const segments = from.split('/').slice(0, -1);
  for (const segment of file.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined)
      throw refused(
        ref,
        from,
        'leaves the folder of the document',
        'import the document whose folder holds all the others',
      );
  }
  return segments.join('/');
}

function decoded(file: string): string {
  try {
    return decodeURIComponent(file);
  } catch {
    return file;
  }
}

function refused(ref: string, from: string, why: string, hint: string): UserError {
  return new UserError('usage', `"$ref" to "${ref}" in "${from}" ${why}`, hint);
}
