import { formatCount, formatShare } from '../../diagram/figures.ts';
import { type Markup, markup } from '../../diagram/markup.ts';
import type { ObjectiveResult, Report } from '../report.ts';
import { explainObjective, formatValue, listTroubles, shareNeeded, VERDICT_WORDS } from '../wording.ts';

/** Returns the objectives as a table, each with the interval of its samples drawn against what is needed. */
export function objectivesSection({ objectives }: Report): Markup {
  const rows = objectives.map(
    (
      objective,
    ) => markup`<tr class="${objective.verdict}"><td><span class="pill">${VERDICT_WORDS[objective.verdict]}</span></td>
<th scope="row" class="name">${objective.expression}</th><td class="number">${formatValue(objective.actual, objective.unit)}</td>
<td class="number">${formatCount(objective.samples)}</td><td>${drawInterval(objective)}</td><td>${explainObjective(objective)}</td></tr>
`,
  );
  return markup`<section id="objectives"><h2>Objectives</h2>
<p>Each is judged on its samples: the bar is where the share that keeps the limit lies with 95 % confidence, the tick what is needed.</p>
<div class="card">${
    rows.length === 0
      ? markup`<p class="none">The blueprint declares none.</p>`
      : markup`<table class="objectives"><thead><tr><th scope="col">Verdict</th><th scope="col">Objective</th><th scope="col" class="number">Measured</th><th scope="col" class="number">Samples</th><th scope="col">Interval</th><th scope="col">In words</th></tr></thead><tbody>
${rows}</tbody></table>`
  }</div></section>
`;
}

const WIDTH = 190;
const PAD = 6;

/** The interval on a scale from a little below what matters up to all samples. */
function drawInterval(objective: ObjectiveResult): Markup | null {
  const { interval } = objective;
  const needed = shareNeeded(objective);
  if (interval === null || needed === null) return null;
  const lowest = Math.max(0, 1 - 1.7 * Math.max(0.001, 1 - Math.min(interval.low, needed)));
  const x = (share: number) =>
    Math.round((PAD + ((WIDTH - 2 * PAD) * (share - lowest)) / (1 - lowest)) * 10) / 10;
  const words = `${formatShare(interval.low)} to ${formatShare(interval.high)}, ${formatShare(needed)} needed`;
  return markup`<svg class="whisker" viewBox="0 0 ${WIDTH} 26" role="img" aria-label="${words}"><title>${words}</title><line class="track" x1="${PAD}" x2="${WIDTH - PAD}" y1="13" y2="13"/><line class="range" x1="${x(interval.low)}" x2="${x(interval.high)}" y1="13" y2="13"/><line class="needed" x1="${x(needed)}" x2="${x(needed)}" y1="3" y2="23"/></svg>`;
}

/** Returns what was missing or failed, and why, as a list; nothing where nothing was. */
export function troublesSection(report: Report): Markup | null {
  const troubles = listTroubles(report);
  if (troubles.length === 0) return null;
  return markup`<section id="troubles"><h2>Missing or failed</h2>
<div class="card"><ul class="troubles">${troubles.map(
    ({ subject, text }) => markup`<li><b>${subject}</b><span>${text}</span></li>
`,
  )}</ul></div></section>
`;
}
