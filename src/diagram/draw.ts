import type { Model } from '../model/model.ts';
import type { DiagramFormat, Theme, View } from './choices.ts';
import { layOutWithElk } from './layout/elk.ts';
import { formatMermaid } from './mermaid.ts';
import type { Overlay } from './overlay.ts';
import { drawSvg } from './svg/svg.ts';
import { formatText } from './text/text.ts';
import { pictureOf } from './views/index.ts';
import { observedPicture } from './views/observed.ts';

export interface DiagramOptions {
  readonly format: DiagramFormat;
  readonly view: View;
  /** Not for text, which has no colours. */
  readonly theme: Theme;
  /** Width of the terminal; for text. */
  readonly columns: number;
  /** Only ASCII characters; for text. */
  readonly ascii: boolean;
}

/** Returns a view of a model, drawn. The same model and options give the same bytes. */
export async function drawDiagram(model: Model, options: DiagramOptions): Promise<string> {
  const { format, view, theme, columns, ascii } = options;
  const picture = pictureOf(model, view);
  switch (format) {
    case 'svg':
      return drawSvg(picture, { theme, heading: true, layOut: layOutWithElk });
    case 'mermaid':
      return formatMermaid(picture, theme);
    case 'text':
      return formatText(picture, { columns, ascii });
  }
}

/** More elements than that are no picture any more, and take long to place. */
const MOST_OBSERVED = 250;

/**
 * Returns the schematic view of a model as SVG for a page, coloured by what a run observed: lines carry their number of
 * requests and p95, or the share that failed. Null where there are too many elements to be a picture.
 */
export async function drawObserved(model: Model, overlay: Overlay): Promise<string | null> {
  if (model.elements.length > MOST_OBSERVED) return null;
  const picture = observedPicture(pictureOf(model, 'schematic'), overlay);
  return drawSvg(picture, { theme: 'auto', heading: false, layOut: layOutWithElk });
}
