import { parseOrigins } from '../generate/line-origins.ts';
import type { ManifestFile } from './manifest.ts';

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
 * line.
 */
export function productsOf(files: readonly ManifestFile[], part: string): readonly Product[] {
  return files.flatMap((file) => productsIn(file, part));
}

/** Returns the generated files below a folder, `''` for all, in order of path. */
export function productsBelow(files: readonly ManifestFile[], folder: string): readonly Product[] {
  return files.filter(({ path }) => folder === '' || path.startsWith(`${folder}/`)).map(wholeFile);
}

/** Returns the names of all parts of the blueprint that something is written for, each as it may be asked about. */
export function partsWithProducts(files: readonly ManifestFile[]): ReadonlySet<string> {
  return new Set(
    files
      .flatMap(pathsIn)
      .filter((path) => path !== '')
      .flatMap(namesOf),
  );
}

function wholeFile({ path, template, blueprintPath }: ManifestFile): Product {
  return { path, lines: null, template, blueprintPath };
}

function productsIn(file: ManifestFile, part: string): readonly Product[] {
  const { path, template } = file;
  if (isOf(file.blueprintPath, part)) return [wholeFile(file)];
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
