import { suggest } from '../diagnostics/suggest.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { parseOrigins } from '../generate/line-origins.ts';
import { type ManifestFile, readManifest } from './manifest.ts';

/** What is generated for a part of the blueprint. */
export interface Product {
  readonly path: string;
  /** First and last line in the file, 1-based; null for the whole file. */
  readonly lines: readonly [number, number] | null;
  readonly template: string;
  readonly blueprintPath: string;
}

/**
 * Returns the generated files, and the lines in files of the whole, that are written for a part of the blueprint: an element, or
 * something in it, with or without its tier (`frontends.storefront.operations.getHome`, `storefront.getHome`). In order of path and
 * line. Throws a UserError `usage` where nothing is generated for it.
 */
export function productsOf(root: string, part: string): readonly Product[] {
  const files = readManifest(root)?.files ?? [];
  const products = files.flatMap((file) => productsIn(file, part));
  if (products.length > 0) return products;
  const known = new Set(
    files
      .flatMap(pathsIn)
      .filter((path) => path !== '')
      .flatMap(namesOf),
  );
  const hint = suggest(part, known, 'there are') ?? 'see "lintel generate"';
  throw new UserError('usage', `nothing is generated for "${part}"`, hint);
}

function productsIn(file: ManifestFile, part: string): readonly Product[] {
  const { path, template } = file;
  if (isOf(file.blueprintPath, part))
    return [{ path, lines: null, template, blueprintPath: file.blueprintPath }];
  const origins = parseOrigins(file.lines);
  const products: Product[] = [];
  for (const [at, { line, count, blueprintPath, patch = '' }] of origins.entries()) {
    if (!isOf(blueprintPath, part) && !isOf(patch, part)) continue;
    const last = (origins[at + 1]?.line ?? line + count) - 1;
    const before = products.at(-1);
    if (before?.lines?.[1] === line - 1 && before.blueprintPath === blueprintPath)
      products[products.length - 1] = { ...before, lines: [before.lines[0], last] };
    else products.push({ path, lines: [line, last], template, blueprintPath });
  }
  return products;
}

function pathsIn(file: ManifestFile): readonly string[] {
  return [
    file.blueprintPath,
    ...parseOrigins(file.lines).flatMap(({ blueprintPath, patch = '' }) => [blueprintPath, patch]),
  ];
}

function isOf(blueprintPath: string, part: string): boolean {
  return namesOf(blueprintPath).some((name) => name === part || name.startsWith(`${part}.`));
}

/** Of a patch, its path without the file. `frontends.shop.operations.getHome` is also called `shop.operations.getHome` and `shop.getHome`. */
function namesOf(blueprintPath: string): readonly string[] {
  const patch = blueprintPath.lastIndexOf('#');
  if (patch !== -1) return [blueprintPath, blueprintPath.slice(patch + 1)];
  const withoutTier = blueprintPath.slice(blueprintPath.indexOf('.') + 1);
  return [blueprintPath, withoutTier, withoutTier.replace('.operations.', '.')];
}
