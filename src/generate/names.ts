import { lazily } from '../model/memo.ts';

/** Returns `crm-integration` or `readCustomer` as words in lower case. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

/** Returns a name as a TypeScript function's: `crm-integration` is `crmIntegration`. */
export function camel(name: string): string {
  const joined = pascal(name);
  return joined.charAt(0).toLowerCase() + joined.slice(1);
}

/** Returns a name as a TypeScript type's: `crm-integration` is `CrmIntegration`. */
export function pascal(name: string): string {
  const joined = wordsOf(name)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  return /^\p{N}/u.test(joined) ? `N${joined}` : joined;
}

/** Returns a name as an environment variable's: `crm-integration` is `CRM_INTEGRATION`. */
export function constant(name: string): string {
  const joined = wordsOf(name).join('_').toUpperCase();
  return /^\p{N}/u.test(joined) ? `N${joined}` : joined;
}

/** Returns a name as a file's: `placeOrder` is `place-order`. */
export function kebab(name: string): string {
  return wordsOf(name).join('-');
}

/** Compares names as formatters sort what is imported: alphabetically, numbers by what they are worth. */
export function naturally(a: string, b: string): number {
  return collator().compare(a, b);
}

/** Made once, since that takes as long as to compare thousands of names. */
const collator = lazily(() => new Intl.Collator('en', { numeric: true }));

/** Words that no function may be named, and the names that a generated file has already. */
const TAKEN: ReadonlySet<string> = new Set(
  (
    'await break case catch class const continue debugger default delete do else enum export extends false finally for ' +
    'function if implements import in instanceof interface let new null package private protected public return static ' +
    'super switch this throw true try typeof var void while with yield arguments eval undefined ' +
    'gather expression translateRest translateSoap input context upstreams backend maps sends message parts config seams ' +
    'bodies schemas createService createUpstreams createHttpService operations readConfig environment services system process'
  ).split(' '),
);

/** Returns a name as a free TypeScript identifier: `delete` is `deleteOperation`. */
export function identifier(name: string): string {
  const plain = camel(name);
  return plain === '' || TAKEN.has(plain) ? `${plain}Operation` : plain;
}

/** Returns the names made by `make`, each different from those before it: a second `getHome` is `getHome2`. */
export function distinct(names: readonly string[], make: (name: string) => string): readonly string[] {
  const seen = new Set<string>();
  return names.map((name) => {
    const made = make(name);
    let free = made;
    for (let number = 2; seen.has(free.toLowerCase()); number++) free = `${made}${number}`;
    seen.add(free.toLowerCase());
    return free;
  });
}
