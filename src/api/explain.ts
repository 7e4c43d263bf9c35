import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import { type Explanation, explainPlace } from '../write/explain.ts';
import { type MadeFor, madeFor } from '../write/made-for.ts';
import { readManifest } from '../write/manifest.ts';
import { type OutputPlace, placeInOutput } from '../write/output-root.ts';
import { type Product, productsBelow } from '../write/products.ts';

export type { Explanation, MadeFor, Product };

/** What was asked about: a file or a line in a generated folder, a folder in it, or a part of the blueprint. */
export type Explained =
  | {
      readonly about: 'folder';
      readonly root: string;
      /** Relative to the generated folder; `''` for that itself. */
      readonly path: string;
      /** The generated files in it, at least one. */
      readonly products: readonly Product[];
    }
  | { readonly about: 'place'; readonly root: string; readonly place: Explanation }
  | {
      readonly about: 'part';
      readonly root: string;
      readonly part: string;
      readonly made: MadeFor;
    };

/** Where it is asked from. */
export interface ExplainOptions {
  /** The current folder. */
  readonly from: string;
  /** The output folder, where it is asked about a part of the blueprint; undefined: the one that `from` is in. */
  readonly out: string | undefined;
}

/**
 * Returns where a generated file comes from (`services/shop/src/main.ts`, or a line of it: `…:12`), what is generated in a folder, or
 * what is generated for a part of the blueprint (`frontends.shop`, `shop.getHome`). What names a file that is there, or has a slash and is
 * no path in a blueprint, is taken for a file. Throws a UserError `usage` where there is neither.
 */
export function explain(subject: string, { from, out }: ExplainOptions): Explained {
  const { file, line } = fileAndLine(subject);
  const base = out === undefined ? from : resolve(from, out);
  const absolute = [from, base].map((folder) => resolve(folder, file)).find((path) => existsSync(path));
  if (absolute !== undefined || (/[/\\]/.test(file) && !PART.test(file))) {
    const place = placeInOutput(absolute ?? resolve(base, file));
    return (
      explainFolder(place, line) ?? { about: 'place', root: place.root, place: explainPlace(place, line) }
    );
  }
  const { root } = placeInOutput(base);
  return { about: 'part', root, part: subject, made: madeFor(root, subject) };
}

/** Routes have slashes in their paths. */
const PART = /^(devices|gateway|frontends|integrations|mobileServices|backends)\.[\w-]+\./;

/** Null where nothing is generated below. */
function explainFolder({ root, path }: OutputPlace, line: number | null): Explained | null {
  const products = productsBelow(readManifest(root)?.files ?? [], path);
  if (products.length === 0) return null;
  if (line !== null)
    throw new UserError('usage', `"${path}" is a folder, which has no lines`, 'ask for it without a line');
  return { about: 'folder', root, path, products };
}

function fileAndLine(subject: string): { readonly file: string; readonly line: number | null } {
  const [, file, line] = /^(.+?):(\d{1,9})(?::\d+)?$/s.exec(subject) ?? [];
  return file === undefined ? { file: subject, line: null } : { file, line: Number(line) };
}
