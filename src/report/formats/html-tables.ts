import { formatCount, formatMs, formatShare } from '../../diagram/figures.ts';
import { type Markup, type MarkupPart, markup } from '../../diagram/markup.ts';
import { type EdgeState, stateOfEdge, stateOfElement } from '../../diagram/overlay.ts';
import type { EdgeResult, Percentiles, PredictedResult, Report, StepResult } from '../report.ts';
import { formatWindow } from '../wording.ts';

/** Returns the journeys as a table. */
export function journeysSection({ journeys }: Report): Markup {
  const rows = journeys.map(
    (
      journey,
    ) => markup`<tr><th scope="row" class="name">${journey.journey}<small>${journey.app}</small></th>${number(journey.started)}${number(journey.succeeded, '', foreseenSuccess(journey.predicted))}${number(journey.failed, 'alert')}${number(journey.unfinished)}${number(journey.offline)}${latencies(journey, journey.predicted)}</tr>
`,
  );
  const columns = ['Journey', 'Started', 'Succeeded', 'Failed', 'Unfinished', 'Went offline', ...PERCENTILES];
  return section('journeys', 'Journeys', {
    lead: `A journey lasts as long as its steps together; thinking and being offline do not count. Unfinished ones were under way when the run ended.${predictionLead(journeys, 'ends well')}`,
    body: table(columns, markup`<tbody>${rows}</tbody>`),
  });
}

/** Returns the steps as a table, with the errors and the missing parts of each. */
export function stepsSection({ steps }: Report): Markup {
  const rows = steps.map(
    (
      step,
    ) => markup`<tr><th scope="row" class="name">${step.label}${reasons(step)}</th>${number(step.count)}${number(step.failed, 'alert', foreseenFailures(step.predicted))}${number(step.partial, 'caution')}${latencies(step, step.predicted)}</tr>
`,
  );
  return section('steps', 'Steps', {
    lead: `As the phones saw them, counted from the moment each request should have started.${predictionLead(steps, 'fails')}`,
    body: table(['Step', 'Requests', 'Failed', 'Partial', ...PERCENTILES], markup`<tbody>${rows}</tbody>`),
  });
}

function reasons({ errors, missing }: StepResult): readonly Markup[] {
  const counted = (name: string, count: number) => `${name} × ${formatCount(count)}`;
  const lines = [
    errors.map(({ error, count }) => counted(error, count)).join(', '),
    missing.length === 0
      ? ''
      : `missing: ${missing.map(({ part, count }) => counted(part, count)).join(', ')}`,
  ];
  return lines.filter((line) => line !== '').map((line) => markup`<small>${line}</small>`);
}

const EDGE_WORDS: Readonly<Record<EdgeState, string>> = {
  healthy: 'healthy',
  degraded: 'failures',
  idle: 'not exercised',
  undeclared: 'not declared',
};

/** Returns the declared edges against the observed ones, grouped by the tier that they start from. */
export function edgesSection(report: Report, tierTitle: (tier: string) => string): Markup {
  const tiers = new Map(report.elements.map(({ name, tier }) => [name, tier]));
  const tierOf = (edge: EdgeResult) => tiers.get(edge.from) ?? 'unknown';
  const order = [...new Set(report.elements.map(({ tier }) => tier)), 'unknown'];
  const groups = [...new Set(order)].map((tier) => ({
    tier,
    edges: report.edges.filter((edge) => tierOf(edge) === tier),
  }));
  const columns = ['Edge', 'Observed', 'Requests', 'Failed', 'By a fault', ...PERCENTILES];
  const bodies = groups
    .filter(({ edges }) => edges.length > 0)
    .map(
      ({
        tier,
        edges,
      }) => markup`<tbody class="group"><tr><th class="tier" scope="rowgroup" colspan="${columns.length}">From ${tierTitle(tier)}</th></tr>
${edges.map(edgeRow)}</tbody>`,
    );
  const declared = report.edges.filter((edge) => edge.declared);
  const observed = declared.filter((edge) => edge.observed).length;
  const undeclared = report.edges.length - declared.length;
  const more =
    undeclared === 0
      ? '.'
      : `; ${formatCount(undeclared)} more ${undeclared === 1 ? 'was' : 'were'} observed and not declared.`;
  return section('edges', 'Edges', {
    lead: `${observed} of ${declared.length} declared edges carried traffic (${formatShare(report.coverage)})${more}`,
    body: table(columns, bodies),
  });
}

function edgeRow(edge: EdgeResult): Markup {
  const state = stateOfEdge(edge);
  const failed = edge.failed > 0 && markup`<small>${formatShare(edge.failed / edge.count)}</small>`;
  return markup`<tr class="${state}"><td class="name">${edge.from}<span class="arrow">→</span>${edge.to}</td><td><span class="pill">${EDGE_WORDS[state]}</span></td>${number(edge.count)}${number(edge.failed, 'alert', failed)}${number(edge.faulted)}${latencies(edge)}</tr>
`;
}

/** Returns the elements as a table. */
export function elementsSection({ elements }: Report, tierTitle: (tier: string) => string): Markup {
  const rows = elements.map((element) => {
    const state = stateOfElement(element);
    return markup`<tr class="${state}"><th scope="row" class="name">${element.name}</th><td>${tierTitle(element.tier)}</td><td><span class="pill">${EDGE_WORDS[state]}</span></td>${number(element.count)}${number(element.failed, 'alert')}</tr>
`;
  });
  return section('elements', 'Elements', {
    lead: 'Requests served; for devices requests sent, for storage statements.',
    body: table(['Element', 'Tier', 'Observed', 'Requests', 'Failed'], markup`<tbody>${rows}</tbody>`),
  });
}

/** Returns the faults as a table; nothing where there were none. */
export function faultsSection({ faults }: Report): Markup | null {
  if (faults.length === 0) return null;
  const rows = faults.map(
    (fault) =>
      markup`<tr><th scope="row" class="name">${fault.expression}</th><td>${formatWindow(fault)}</td>${number(fault.touched)}</tr>
`,
  );
  return section('faults', 'Faults', {
    lead: 'What was done to the system on purpose, and how many requests it touched.',
    body: table(['Fault', 'Active', 'Touched'], markup`<tbody>${rows}</tbody>`),
  });
}

const PERCENTILES = ['p50', 'p95', 'p99'];
const TEXT_COLUMNS = new Set(['Journey', 'Step', 'Edge', 'Element', 'Tier', 'Observed', 'Fault', 'Active']);

function table(columns: readonly string[], body: MarkupPart): Markup {
  const heads = columns.map(
    (name) => markup`<th scope="col"${TEXT_COLUMNS.has(name) ? null : markup` class="number"`}>${name}</th>`,
  );
  return markup`<table><thead><tr>${heads}</tr></thead>
${body}</table>`;
}

function section(id: string, title: string, parts: { readonly lead: string; readonly body: Markup }): Markup {
  return markup`<section id="${id}"><h2>${title}</h2>
<p>${parts.lead}</p>
<div class="card">${parts.body}</div></section>
`;
}

/** A cell with a count: zeros step back, others take the tone that is given. */
function number(count: number, tone = '', more: MarkupPart = null): Markup {
  const shade = count === 0 ? 'zero' : tone;
  return markup`<td class="number${shade === '' ? '' : ` ${shade}`}">${formatCount(count)}${more}</td>`;
}

function latencies(measured: Percentiles, predicted: Percentiles | null = null): readonly Markup[] {
  return (['p50Ms', 'p95Ms', 'p99Ms'] as const).map((key) => {
    const foreseen = predicted !== null && markup`<small>predicted ${formatMs(predicted[key])}</small>`;
    return markup`<td class="number${measured[key] === null ? ' zero' : ''}">${formatMs(measured[key])}${foreseen}</td>`;
  });
}

function foreseenSuccess(predicted: PredictedResult | null): MarkupPart {
  return predicted !== null && markup`<small>predicted ${formatShare(predicted.success)}</small>`;
}

function foreseenFailures(predicted: PredictedResult | null): MarkupPart {
  return predicted !== null && markup`<small>predicted ${formatShare(1 - predicted.success)}</small>`;
}

function predictionLead(
  results: readonly { readonly predicted: PredictedResult | null }[],
  share: 'ends well' | 'fails',
): string {
  if (results.every(({ predicted }) => predicted === null)) return '';
  return ` Predicted is what the blueprint's own figures come to without faults; its share is of what ${share}.`;
}
