import { UserError } from '../diagnostics/user-error.ts';
import type { FilePlan } from '../generate/plan.ts';
import type { Manifest } from './manifest.ts';

/** An element that is called otherwise now. */
export interface Rename {
  readonly from: string;
  readonly to: string;
}

/**
 * Returns the renames from a name that another renamed element has now: of names that were shifted or swapped. Whether they were made
 * already does not show in what is planned, so the manifest says so.
 */
export function exchangesIn(renames: readonly Rename[]): readonly Rename[] {
  return renames.filter(({ from }) => renames.some(({ to }) => to === from));
}

/** Returns the exchanges that no generation into this folder has made yet. */
export function newExchanges(renames: readonly Rename[], { exchanged }: Manifest): readonly Rename[] {
  // What was exchanged may have been renamed once more since.
  const isLater = (from: string, to: string) =>
    from === to || renames.some((rename) => rename.from === from && rename.to === to);
  return exchangesIn(renames).filter(
    ({ from, to }) => !exchanged.some((made) => made.from === from && isLater(made.to, to)),
  );
}

/**
 * Throws a UserError `usage` where a pack that is not asked has files of elements that exchange their names: with the names of the
 * others exchanged, nobody could tell later whose they are.
 */
export function refusePartial(
  exchanges: readonly Rename[],
  { plan, manifest }: { readonly plan: FilePlan; readonly manifest: Manifest },
): void {
  const names = new Set(exchanges.map(({ from }) => from));
  const missing = new Set<string>();
  for (const { path, template } of manifest.files) {
    const pack = template.slice(0, template.indexOf('/'));
    const isOfOne = path.split('/').some((part) => names.has(part) || names.has(part.replace(/\..*/, '')));
    if (isOfOne && !plan.packs.has(pack)) missing.add(pack);
  }
  if (missing.size === 0) return;
  throw new UserError(
    'usage',
    `elements that exchange their names have files of packs that are not named: ${[...missing].sort().join(', ')}`,
    'name all packs that the folder was generated with, with --pack',
  );
}
