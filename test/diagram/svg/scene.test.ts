import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VIEWS } from '../../../src/diagram/choices.ts';
import { layOutWithElk } from '../../../src/diagram/layout/elk.ts';
import { measureText } from '../../../src/diagram/measure-text.ts';
import { BEAM_NAME, NAME, NOTE } from '../../../src/diagram/svg/card.ts';
import { LABEL, labelLines } from '../../../src/diagram/svg/label.ts';
import { type Scene, sceneOf } from '../../../src/diagram/svg/scene.ts';
import { pictureOf } from '../../../src/diagram/views/index.ts';
import { blueprintModel } from '../../support/blueprint-model.ts';
import { sampleModel } from '../../support/sample-model.ts';
import { randomSpecs } from '../random-spec.ts';

async function holds(seed: number, check: (scene: Scene) => void): Promise<void> {
  const property = fc.asyncProperty(randomSpecs, fc.constantFrom(...VIEWS), async (spec, view) => {
    check(await sceneOf(pictureOf(sampleModel(spec), view), layOutWithElk));
  });
  await fc.assert(property, { numRuns: 25, seed });
}

describe('sceneOf', () => {
  it('makes boxes wide enough for their texts, whatever the names', async () => {
    await holds(3, ({ boxes }) => {
      for (const { card, rect } of boxes) {
        const name = card.shape === 'beam' ? BEAM_NAME : NAME;
        for (const line of card.lines) expect(measureText(line, name)).toBeLessThan(rect.width);
        for (const line of card.notes) expect(measureText(line, NOTE)).toBeLessThan(rect.width);
        for (const { text, value } of card.rows)
          expect(measureText(text, NOTE) + measureText(value, NOTE)).toBeLessThan(rect.width);
      }
    });
  });

  it('keeps boxes in their frames and apart', async () => {
    await holds(5, ({ boxes, frames }) => {
      for (const [index, { group, rect }] of boxes.entries()) {
        const frame = frames.find((one) => one.group === group)?.rect ?? rect;
        expect(rect.x >= frame.x && rect.x + rect.width <= frame.x + frame.width + 0.2).toBe(true);
        expect(rect.y >= frame.y && rect.y + rect.height <= frame.y + frame.height + 0.2).toBe(true);
        for (const { rect: other } of boxes.slice(index + 1)) {
          const apart =
            rect.x + rect.width <= other.x + 0.2 ||
            other.x + other.width <= rect.x + 0.2 ||
            rect.y + rect.height <= other.y + 0.2 ||
            other.y + other.height <= rect.y + 0.2;
          expect(apart).toBe(true);
        }
      }
    });
  });

  it('makes labels wide enough for their lines', async () => {
    await holds(9, ({ lines }) => {
      for (const { link, way } of lines) {
        expect(way.label === null).toBe(link.label.length === 0);
        for (const line of labelLines(link))
          expect(measureText(line, LABEL)).toBeLessThan(way.label?.width ?? 0);
      }
    });
  });

  it('stretches a single gateway over everything', async () => {
    for (const view of VIEWS) {
      const scene = await sceneOf(pictureOf(blueprintModel('mobile-integration'), view), layOutWithElk);
      const beam = scene.boxes.find(({ card }) => card.shape === 'beam');
      expect(beam?.rect.x).toBe(0);
      expect(Math.ceil(beam?.rect.width ?? 0)).toBe(scene.width);
    }
  });

  it('leads no line of the reference blueprint through the title of a frame', async () => {
    for (const view of VIEWS) {
      const { frames } = await sceneOf(pictureOf(blueprintModel('mobile-integration'), view), layOutWithElk);
      expect(frames.filter(({ title }) => title.isCrossed).map(({ group }) => group.title)).toEqual([]);
    }
  });
});
