import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PackOptionSetting, PackSettings } from '../config/config.ts';
import { type ConfigReport, reportInto } from '../config/config-document.ts';
import { type Diagnostic, orderDiagnostics } from '../diagnostics/diagnostic.ts';
import { suggest } from '../diagnostics/suggest.ts';
import { MANIFEST } from '../generate/pack/load-pack.ts';
import type { Pack } from '../generate/pack/pack.ts';
import { formOf, withDefault } from '../generate/pack/pack-options.ts';
import { ConfigRejected } from './config-rejected.ts';
import { findPack, packHint, placeOfPack } from './packs.ts';
import { realPath } from './real-path.ts';

/**
 * Returns packs, each named or the folder of one, with what a configuration says of their options as the defaults of those; of several
 * settings the last one counts. Settings of packs that are not asked for are checked too, but a folder is not read for it. Throws a
 * `ConfigRejected` with all that is wrong with the settings, and what `findPack` throws.
 */
export function configuredPacks(
  packs: readonly string[],
  settings: readonly PackSettings[],
  cwd: string,
): readonly Pack[] {
  const mistakes: Diagnostic[] = [];
  const report = reportInto(mistakes);
  const asked = new Map(packs.map((text) => [identityOf(text, cwd), findPack(text, cwd)]));
  for (const one of settings) {
    const identity = identityOf(one.pack, one.folder);
    const pack = asked.get(identity) ?? otherPack(one, report);
    if (pack === null) continue;
    const configured = one.options.reduce((made, option) => withSetting(made, option, { one, report }), pack);
    if (asked.has(identity)) asked.set(identity, configured);
  }
  if (mistakes.length > 0) throw new ConfigRejected(orderDiagnostics(mistakes));
  return packs.flatMap((text) => asked.get(identityOf(text, cwd)) ?? []);
}

/** Whatever is the same pack has the same. */
function identityOf(text: string, cwd: string): string {
  const place = placeOfPack(text, cwd);
  return place === null ? text : realPath(place.folder, cwd);
}

/** One that is not asked for, if it comes with Lintel. */
function otherPack({ pack, folder, span }: PackSettings, report: ConfigReport): Pack | null {
  const place = placeOfPack(pack, folder);
  if (place?.isBuiltIn) return findPack(pack, folder);
  if (place === null || !existsSync(join(place.folder, MANIFEST)))
    report({ message: `there is no pack "${pack}"`, hint: packHint(pack), span, path: `packs.${pack}` });
  return null;
}

function withSetting(
  pack: Pack,
  { name, nameSpan, value, span }: PackOptionSetting,
  { one, report }: { readonly one: PackSettings; readonly report: ConfigReport },
): Pack {
  const path = `packs.${one.pack}.${name}`;
  const option = pack.options.find((known) => known.name === name);
  if (option === undefined) {
    const names = pack.options.map((known) => known.name);
    const hint = suggest(name, names, 'the options are') ?? `"${pack.name}" has no options`;
    report({ message: `the pack "${pack.name}" has no option "${name}"`, hint, span: nameSpan, path });
    return pack;
  }
  const configured = withDefault(option, value);
  if (configured === null) {
    const { schema } = option;
    const near =
      schema.type === 'string' ? suggest(String(value), schema.enum ?? [], 'it takes one of') : undefined;
    const message = `the option "${name}" is ${formOf(schema)}, not ${JSON.stringify(value)}`;
    report({ message, hint: near, span, path });
    return pack;
  }
  return { ...pack, options: pack.options.map((known) => (known === option ? configured : known)) };
}
