import { suggest } from '../../diagnostics/suggest.ts';
import type { Pack, PackEntry, PackHome } from './pack.ts';
import { packMistake } from './pack-mistake.ts';
import type { Manifest } from './read-manifest.ts';

/**
 * Returns a pack joined with the one that it extends, if any: it takes over entries (but for `without`), options and versions, and
 * has its own besides. An own option or version replaces one of the same name; an own file replaces one at the same path.
 * Throws a UserError `pack` where `without` names what the other pack does not have.
 */
export function extendPack(
  base: Pack | null,
  { manifest, home }: { readonly manifest: Manifest; readonly home: PackHome },
): Pack {
  const inherited = base?.entries ?? [];
  const layer = Math.max(-1, ...inherited.map((entry) => entry.layer)) + 1;
  const own = manifest.entries.map(
    ({ output, ...entry }): PackEntry => ({
      ...entry,
      output: output.value,
      outputSpan: output.span,
      home,
      layer,
    }),
  );
  const names = new Set(manifest.options.map(({ name }) => name));
  return {
    name: manifest.name.value,
    title: manifest.title,
    targets: manifest.targets,
    extends: base?.name ?? null,
    versions: { ...base?.versions, ...manifest.versions },
    options: [...(base?.options ?? []).filter(({ name }) => !names.has(name)), ...manifest.options],
    entries: [...without(inherited, manifest), ...own],
  };
}

function without(inherited: readonly PackEntry[], manifest: Manifest): readonly PackEntry[] {
  const outputs = inherited.map(({ output }) => output);
  const unknown = manifest.without.find(({ value }) => !outputs.includes(value));
  if (unknown !== undefined)
    throw packMistake(
      unknown.span,
      `the pack "${manifest.extends?.value}" has no output "${unknown.value}" to leave out`,
      suggest(unknown.value, outputs, 'its outputs are') ?? null,
    );
  const left = new Set(manifest.without.map(({ value }) => value));
  return inherited.filter(({ output }) => !left.has(output));
}
