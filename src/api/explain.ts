import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Explanation, explainPlace } from '../write/explain.ts';
import { placeInOutput } from '../write/output-root.ts';
import { type Product, productsOf } from '../write/products.ts';

export type { Explanation, Product };

/** What was asked about: a place in a generated folder, or a part of the blueprint. */
export type Explained =
  | { readonly about: 'place'; readonly root: string; readonly place: Explanation }
  | {
      readonly about: 'part';
      readonly root: string;
      readonly part: string;
      readonly products: readonly Product[];
    };

/** Where it is asked from. */
export interface ExplainOptions {
  /** The current folder. */
  readonly from: string;
  /** The output folder, where it is asked about a part of the blueprint; undefined: the one that `from` is in. */
  readonly out: string | undefined;
}

/**
 * Returns where a generated file comes from (`services/shop/src/main.ts`, or a line of it: `…:12`), or what is generated for a
 * part of the blueprint (`frontends.shop`, `shop.getHome`). What names a file that is there, or has a slash, is taken for a file.
 * Throws a UserError `usage` where there is neither.
 */
export function explain(subject: string, { from, out }: ExplainOptions): Explained {
  const { file, line } = fileAndLine(subject);
  const base = out === undefined ? from : resolve(from, out);
  const absolute = [from, base].map((folder) => resolve(folder, file)).find((path) => existsSync(path));
  if (absolute !== undefined || /[/\\]/.test(file)) {
    const place = placeInOutput(absolute ?? resolve(base, file));
    return { about: 'place', root: place.root, place: explainPlace(place, line) };
  }
  const { root } = placeInOutput(base);
  return { about: 'part', root, part: subject, products: productsOf(root, subject) };
}

function fileAndLine(subject: string): { readonly file: string; readonly line: number | null } {
  const [, file, line] = /^(.+?):(\d{1,9})(?::\d+)?$/s.exec(subject) ?? [];
  return file === undefined ? { file: subject, line: null } : { file, line: Number(line) };
}
