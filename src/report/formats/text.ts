import { alignColumns, type Cell } from '../../diagnostics/columns.ts';
import { escapeControl } from '../../diagnostics/escape-control.ts';
import type { Palette } from '../../diagnostics/palette.ts';
import { formatCount, formatMs, formatShare } from '../../diagram/figures.ts';
import type { EdgeResult, ObjectiveResult, Report, RunVerdict } from '../report.ts';
import {
  explainObjective,
  explainVerdict,
  formatValue,
  formatWindow,
  listTroubles,
  VERDICT_WORDS,
} from '../wording.ts';
import { latenciesBlock } from './text-latencies.ts';

/**
 * Returns the terminal summary of a report, with a line end: verdict, objectives, requests, journeys and steps beside what
 * was predicted of them, edges by the tier that they start from, what failed and why, faults, how to run it again. Control characters from the blueprint are escaped.
 */
export function formatText(report: Report, palette: Palette): string {
  const blocks = [
    headline(report, palette),
    objectivesBlock(report.objectives, palette),
    requestsBlock(report, palette),
    latenciesBlock(report, palette),
    edgesBlock(report, palette),
    troublesBlock(report, palette),
    faultsBlock(report, palette),
    recordBlock(report, palette),
  ].filter((block) => block.length > 0);
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

type Block = readonly string[];

function headline(report: Report, palette: Palette): Block {
  const { blueprint, scenario } = report;
  const facts = [blueprint.title, scenario.name, formatMs(scenario.durationMs), `seed ${report.seed}`];
  const word = verdictPaint(
    report.verdict,
    palette,
  )(palette.bold(VERDICT_WORDS[report.verdict].toUpperCase()));
  return [palette.dim(escapeControl(facts.join(' · '))), `${word}  ${escapeControl(explainVerdict(report))}`];
}

function objectivesBlock(objectives: readonly ObjectiveResult[], palette: Palette): Block {
  if (objectives.length === 0) return [];
  const rows = objectives.map((objective): readonly Cell[] => [
    { text: objective.verdict, paint: verdictPaint(objective.verdict, palette) },
    { text: escapeControl(objective.expression) },
    { text: formatValue(objective.actual, objective.unit), align: 'right', paint: palette.bold },
    { text: `${formatCount(objective.samples)} samples`, align: 'right' },
    { text: explainObjective(objective), paint: palette.dim },
  ]);
  return [palette.bold('Objectives'), ...alignColumns(rows, '  ')];
}

function requestsBlock({ requests }: Report, palette: Palette): Block {
  const { scheduled, sent, dropped, failed } = requests;
  const share = sent === 0 || failed === 0 ? '' : ` (${formatShare(failed / sent)})`;
  const counts = [
    `${formatCount(scheduled)} scheduled`,
    `${formatCount(sent)} sent`,
    warn(`${formatCount(dropped)} dropped`, dropped > 0, palette.yellow),
    warn(`${formatCount(failed)} failed${share}`, failed > 0, palette.red),
  ];
  return [`${palette.bold('Requests')}  ${counts.join(', ')}`];
}

function edgesBlock(report: Report, palette: Palette): Block {
  const declared = report.edges.filter((edge) => edge.declared);
  const observed = declared.filter((edge) => edge.observed).length;
  const tiers = new Map(report.elements.map(({ name, tier }) => [name, tier]));
  const tierOf = (edge: EdgeResult) => tiers.get(edge.from) ?? 'unknown';
  const order = [...new Set(report.elements.map(({ tier }) => tier)), 'unknown'];
  const sorted = order.flatMap((tier) => report.edges.filter((edge) => tierOf(edge) === tier));
  const rows = sorted.map((edge, index) => {
    const before = sorted[index - 1];
    const isFirst = before === undefined || tierOf(before) !== tierOf(edge);
    return [
      { text: isFirst ? escapeControl(tierOf(edge)) : '', paint: palette.dim },
      ...edgeCells(edge, palette),
    ];
  });
  const coverage = `${observed} of ${declared.length} declared edges observed (${formatShare(report.coverage)})`;
  const titles = ['', '', 'requests', 'failed', 'p50', 'p95'];
  const header = titles.map((text): Cell => ({ text, align: 'right', paint: palette.dim }));
  return [`${palette.bold('Edges')}  ${coverage}`, ...alignColumns([header, ...rows], '  ')];
}

function edgeCells(edge: EdgeResult, palette: Palette): readonly Cell[] {
  const name = escapeControl(`${edge.from} -> ${edge.to}`);
  if (!edge.observed)
    return [
      { text: name, paint: palette.dim },
      { text: '–', align: 'right', paint: palette.dim },
    ];
  return [
    { text: name },
    { text: formatCount(edge.count), align: 'right' },
    { text: edge.failed > 0 ? formatCount(edge.failed) : '', align: 'right', paint: palette.red },
    { text: formatMs(edge.p50Ms), align: 'right' },
    { text: formatMs(edge.p95Ms), align: 'right' },
    { text: edge.declared ? '' : 'not declared', paint: palette.red },
  ];
}

function troublesBlock(report: Report, palette: Palette): Block {
  const troubles = listTroubles(report);
  if (troubles.length === 0) return [];
  const rows = troubles.map(({ subject, text }) => [
    { text: escapeControl(subject) },
    { text: escapeControl(text) },
  ]);
  return [palette.bold('Missing or failed'), ...alignColumns(rows, '  ')];
}

function faultsBlock(report: Report, palette: Palette): Block {
  if (report.faults.length === 0) return [];
  const rows = report.faults.map((fault): readonly Cell[] => [
    { text: escapeControl(fault.expression) },
    { text: formatWindow(fault), paint: palette.dim },
    { text: `touched ${formatCount(fault.touched)} requests`, align: 'right' },
  ]);
  return [palette.bold('Faults'), ...alignColumns(rows, '  ')];
}

function recordBlock(report: Report, palette: Palette): Block {
  const { readyMs, firstAnswerMs } = report.startup;
  const first = firstAnswerMs === null ? 'no answer came' : `first answer after ${formatMs(firstAnswerMs)}`;
  const rows = [
    [{ text: 'Startup', paint: palette.bold }, { text: `ready after ${formatMs(readyMs)}, ${first}` }],
    [{ text: 'Plan', paint: palette.bold }, { text: escapeControl(report.planHash) }],
    [
      { text: 'Again', paint: palette.bold },
      { text: escapeControl(report.replay), paint: palette.cyan },
    ],
  ];
  return alignColumns(rows, '');
}

function verdictPaint(verdict: RunVerdict, palette: Palette): (text: string) => string {
  switch (verdict) {
    case 'pass':
      return palette.green;
    case 'fail':
    case 'invalid':
      return palette.red;
    case 'inconclusive':
    case 'unjudged':
      return palette.yellow;
  }
}

function warn(text: string, isBad: boolean, paint: (text: string) => string): string {
  return isBad ? paint(text) : text;
}
