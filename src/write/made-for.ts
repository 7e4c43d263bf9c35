import { nearest, suggest } from '../diagnostics/suggest.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { type ManifestFile, readManifest } from './manifest.ts';
import { type Product, partsWithProducts, productsOf } from './products.ts';

/** What is generated for a part of the blueprint. */
export interface MadeFor {
  /**
   * What it is made for: the part that was asked about; where nothing is made for that alone, the nearest one around it; or
   * `devices and scenarios`, of which one is never alone.
   */
  readonly for: string;
  /** At least one, in order of path and line. */
  readonly products: readonly Product[];
}

/** All phones and scenarios make one load test, whichever is asked about. */
export const ALL_LOAD = 'devices and scenarios';

/** Returns what is generated for a part of the blueprint. Throws a UserError `usage` where that is nothing. */
export function madeFor(root: string, part: string): MadeFor {
  const files = readManifest(root)?.files ?? [];
  const products = productsOf(files, part);
  if (products.length > 0) return { for: part, products };
  const known = partsWithProducts(files);
  const around = /^(devices|scenarios)(\.|$)/.test(part)
    ? madeForLoad(files, part)
    : madeForEnclosing(files, part, known);
  if (around !== null) return around;
  const hint = suggest(part, known, 'there are') ?? 'see "lintel generate"';
  throw nothingFor(part, nearest(part, known) === null ? `${hint}; ${NO_FILES}` : hint);
}

const NO_FILES = 'a device or a scenario has no files of its own';

function nothingFor(part: string, hint: string): UserError {
  return new UserError('usage', `nothing is generated for "${part}"`, hint);
}

function madeForLoad(files: readonly ManifestFile[], part: string): MadeFor {
  const products = files
    .filter(({ template }) => template.startsWith('k6/'))
    .map(({ path, template, blueprintPath }): Product => ({ path, lines: null, template, blueprintPath }));
  if (products.length > 0) return { for: ALL_LOAD, products };
  const hint = `${NO_FILES}: "lintel simulate" runs them, the pack k6 makes a load test of them all, and the load that they make sizes the workloads of the pack kubernetes`;
  throw nothingFor(part, hint);
}

/** Routes, plans and other settings go into what is made for their element. Null where there is none such, or another name is meant. */
function madeForEnclosing(
  files: readonly ManifestFile[],
  part: string,
  known: ReadonlySet<string>,
): MadeFor | null {
  const tiers = new Set([...known].flatMap((name) => name.split('.')[0] ?? []));
  for (let end = part.lastIndexOf('.'); end !== -1; end = part.lastIndexOf('.', end - 1)) {
    const enclosing = part.slice(0, end);
    const isElement = known.has(enclosing) || !tiers.has(enclosing);
    const products = isElement ? productsOf(files, enclosing) : [];
    if (products.length === 0) continue;
    // All operations that have something are known: another is a mistake.
    const siblings = [...known].flatMap((name) =>
      name.startsWith(`${enclosing}.`) ? name.slice(end + 1) : [],
    );
    const isMistyped = enclosing.endsWith('.operations') || nearest(part.slice(end + 1), siblings) !== null;
    return isMistyped ? null : { for: enclosing, products };
  }
  return null;
}
