import type { Model } from '../../model/model.ts';
import type { View } from '../choices.ts';
import type { Picture } from '../picture.ts';
import { detailView } from './detail.ts';
import { logicalView } from './logical.ts';
import { schematicView } from './schematic.ts';

/** Returns what a view of a model shows. Pure: the same model gives the same picture. */
export function pictureOf(model: Model, view: View): Picture {
  return MAKE[view](model);
}

const MAKE: Readonly<Record<View, (model: Model) => Picture>> = {
  logical: logicalView,
  schematic: schematicView,
  detail: detailView,
};
