import { loadPack } from '../../../src/generate/pack/load-pack.ts';
import { planFiles } from '../../../src/generate/plan-files.ts';
import type { Model } from '../../../src/model/model.ts';

const pack = loadPack('templates', 'k6');
const folder = 'load/k6/';

/** Returns what the pack makes of a model, by file name in its folder. */
export function k6Files(
  model: Model,
  options: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  return new Map(
    planFiles(model, [pack], options).files.map(({ path, content }) => [path.slice(folder.length), content]),
  );
}
