import { entriesAt } from '../blueprint/fields.ts';
import type { Layer } from './collect-layers.ts';
import type { PackOptionSetting, PackSettings } from './config.ts';

/** Returns what all layers decide about packs, in their order: later ones win. */
export function readPacks(layers: readonly Layer[]): readonly PackSettings[] {
  return layers.flatMap((layer) => {
    if (layer.type === 'preset') return [];
    const { root, folder } = layer.document;
    return entriesAt(root, 'packs').map(({ key, keySpan, value }) => ({
      pack: key,
      span: keySpan,
      folder,
      options: value.type === 'map' ? [...value.entries.values()].flatMap(settingOf) : [],
    }));
  });
}

type Entry = ReturnType<typeof entriesAt>[number];

function settingOf({ key, keySpan, value }: Entry): readonly PackOptionSetting[] {
  if (value.type !== 'scalar' || value.value === null) return [];
  return [{ name: key, nameSpan: keySpan, value: value.value, span: value.span }];
}
