import type { Theme } from '../choices.ts';
import { darkPalette, lightPalette, type Palette } from './palette.ts';

/** Returns the style sheet of a picture; all rules are below its class, so that it may stand in a page. */
export function styleOf(theme: Theme): string {
  const light = `.lintel-diagram{${variablesOf(lightPalette)}}`;
  const dark = `.lintel-diagram{${variablesOf(darkPalette)}}`;
  const colours = { auto: `${light}\n@media (prefers-color-scheme:dark){${dark}}`, light, dark }[theme];
  return `${colours}\n${RULES}`;
}

function variablesOf(palette: Palette): string {
  const { groups, plain, states, ...plainColours } = palette;
  const hues = Object.entries({ ...groups, plain }).flatMap(([id, { accent, ground, border }]) => [
    `--d-${id}:${accent}`,
    `--d-${id}-ground:${ground}`,
    `--d-${id}-border:${border}`,
  ]);
  const simple = Object.entries({ ...plainColours, ...states }).map(
    ([name, colour]) => `--d-${name}:${colour}`,
  );
  return [...simple, ...hues].join(';');
}

const RULES = `
.lintel-diagram{font-family:Inter,ui-sans-serif,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
.lintel-diagram text{fill:var(--d-ink)}
.lintel-diagram .canvas{fill:var(--d-canvas)}
.lintel-diagram .heading{font-size:20px;font-weight:600}
.lintel-diagram .subheading,.lintel-diagram .legend text{font-size:11.5px;fill:var(--d-muted)}
${hueRules()}
.lintel-diagram.observed .in{--h:var(--d-plain);--g:var(--d-plain-ground);--b:var(--d-plain-border)}
.lintel-diagram .frame{fill:var(--g);stroke:var(--b)}
.lintel-diagram .frame-title{font-size:11.5px;font-weight:600;fill:var(--h)}
.lintel-diagram .plate{fill:var(--g)}
.lintel-diagram .box{fill:var(--d-card);stroke:var(--d-cardBorder);stroke-width:1.25}
.lintel-diagram .badge{fill:var(--g)}
.lintel-diagram .icon{fill:none;stroke:var(--h);stroke-width:1.7;stroke-linecap:round;stroke-linejoin:round}
.lintel-diagram .name{font-size:12.5px;font-weight:600}
.lintel-diagram .note{font-size:10.5px;fill:var(--d-muted);font-variant-numeric:tabular-nums}
.lintel-diagram .row{font-size:10.5px;font-variant-numeric:tabular-nums}
.lintel-diagram .value{font-size:10.5px;fill:var(--d-muted);font-variant-numeric:tabular-nums}
.lintel-diagram .rule{stroke:var(--b)}
.lintel-diagram .middle{text-anchor:middle}
.lintel-diagram .end{text-anchor:end}
.lintel-diagram .beam{--h:var(--d-beamInk)}
.lintel-diagram .beam .box{fill:var(--d-beam);stroke:none}
.lintel-diagram .beam .name{fill:var(--d-beamInk);font-size:14px}
.lintel-diagram .beam .note,.lintel-diagram .beam .value{fill:var(--d-beamMuted)}
.lintel-diagram .beam .row{fill:var(--d-beamInk)}
.lintel-diagram .way{--c:var(--d-line)}
.lintel-diagram:not(.observed) .way.storage{--c:var(--d-storage)}
.lintel-diagram .way path{fill:none;stroke:var(--c);stroke-width:1.4;stroke-linecap:round;stroke-linejoin:round}
.lintel-diagram .way polygon{fill:var(--c)}
.lintel-diagram:not(.observed) .way.optional path{stroke-dasharray:6 4}
.lintel-diagram:not(.observed) .way.keys path{stroke-dasharray:1.5 4}
.lintel-diagram .label rect{fill:var(--d-canvas)}
.lintel-diagram .label text{font-size:10px;fill:var(--d-muted);text-anchor:middle;font-variant-numeric:tabular-nums}
.lintel-diagram .label .protocol{font-weight:600;fill:var(--d-ink)}
.lintel-diagram .healthy{--c:var(--d-healthy)}
.lintel-diagram .degraded{--c:var(--d-degraded)}
.lintel-diagram .idle{--c:var(--d-idle)}
.lintel-diagram .undeclared{--c:var(--d-undeclared)}
.lintel-diagram.observed .way.idle path{stroke-dasharray:6 4}
.lintel-diagram.observed .node .box{stroke:var(--c)}
.lintel-diagram.observed .beam .box{stroke:none}
.lintel-diagram.observed .node.idle .box{stroke-dasharray:6 4}
.lintel-diagram .dot{fill:var(--c)}
.lintel-diagram .label.degraded text,.lintel-diagram .label.undeclared text{fill:var(--c);font-weight:600}
.lintel-diagram.observed .beam.healthy{--c:${darkPalette.states.healthy}}
.lintel-diagram.observed .beam.degraded{--c:${darkPalette.states.degraded}}
`.trim();

/** Each group's own hue, for whatever stands `in` it. */
function hueRules(): string {
  return Object.keys(lightPalette.groups)
    .map(
      (id) =>
        `.lintel-diagram .${id}.in{--h:var(--d-${id});--g:var(--d-${id}-ground);--b:var(--d-${id}-border)}`,
    )
    .join('\n');
}
