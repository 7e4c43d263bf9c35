import { describe, expect, it } from 'vitest';
import { darkPalette, lightPalette } from '../../../src/diagram/svg/palette.ts';

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

describe.each([
  ['light', lightPalette],
  ['dark', darkPalette],
])('the %s palette', (_, palette) => {
  const hues = [...Object.values(palette.groups), palette.plain];

  it('gives text the contrast of WCAG AA', () => {
    const pairs: readonly (readonly [text: string, ground: string])[] = [
      [palette.ink, palette.card],
      [palette.muted, palette.card],
      [palette.ink, palette.canvas],
      [palette.muted, palette.canvas],
      [palette.beamInk, palette.beam],
      [palette.beamMuted, palette.beam],
      [palette.states.degraded, palette.canvas],
      [palette.states.undeclared, palette.canvas],
      ...hues.map(({ accent, ground }) => [accent, ground] as const),
    ];
    for (const [text, ground] of pairs)
      expect(contrast(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });

  it('gives lines and icons the contrast of WCAG AA for what is not text', () => {
    const grounds = [palette.canvas, ...hues.map(({ ground }) => ground)];
    const lines = [palette.line, palette.groups.storage.accent];
    const observed = Object.values(palette.states);
    const pairs = [
      ...lines.flatMap((line) => grounds.map((ground) => [line, ground] as const)),
      ...observed.flatMap((line) =>
        [palette.canvas, palette.card, palette.plain.ground].map((ground) => [line, ground] as const),
      ),
    ];
    for (const [line, ground] of pairs)
      expect(contrast(line, ground), `${line} on ${ground}`).toBeGreaterThanOrEqual(3);
  });
});
