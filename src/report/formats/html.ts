import { drawObserved } from '../../diagram/draw.ts';
import { formatCount, formatMs, formatShare } from '../../diagram/figures.ts';
import { type Markup, type MarkupPart, markup, render, trusted } from '../../diagram/markup.ts';
import type { Model } from '../../model/model.ts';
import type { Report, RunVerdict } from '../report.ts';
import { explainVerdict, VERDICT_WORDS } from '../wording.ts';
import { objectivesSection, troublesSection } from './html-objectives.ts';
import { pageStyle } from './html-style.ts';
import {
  edgesSection,
  elementsSection,
  faultsSection,
  journeysSection,
  stepsSection,
} from './html-tables.ts';
import { drawTimeline } from './html-timeline.ts';

/**
 * Returns the report as one HTML file that loads nothing and needs no script: verdict, objectives, the blueprint's
 * figure coloured by what was observed, the run over time, and every table. The model is the one that the run was of.
 */
export async function formatHtml(report: Report, model: Model): Promise<string> {
  const tierTitle = (tier: string) =>
    model.pattern.tiers.find(({ key }) => key === tier)?.title ?? OTHER_TIERS[tier] ?? tier;
  const title = `${VERDICT_WORDS[report.verdict]}: ${report.blueprint.title}, ${report.scenario.name}`;
  return render(markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="generator" content="Lintel ${report.lintelVersion}">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${trusted(pageStyle)}</style>
</head>
<body>
${headerOf(report)}
<main>
${objectivesSection(report)}${troublesSection(report)}
<section id="diagram"><h2>What was observed</h2>
${figureOf(await drawObserved(model, report))}</section>
<section id="timeline"><h2>Over time</h2>
<p>Requests by the second in which they were due, counted from the start of the scenario${report.faults.length > 0 ? '; shaded where a fault was active' : ''}.</p>
<div class="card figure">${drawTimeline(report)}</div></section>
${journeysSection(report)}${stepsSection(report)}${edgesSection(report, tierTitle)}${elementsSection(report, tierTitle)}${faultsSection(report)}${recordSection(report)}
</main>
<footer>Made by Lintel ${report.lintelVersion} from ${report.blueprint.file}</footer>
</body>
</html>
`);
}

function figureOf(picture: string | null): Markup {
  if (picture === null)
    return markup`<p>The blueprint has too many elements for a picture: the tables below have them all.</p>`;
  return markup`<p>The blueprint, coloured by the traffic that the run traced through it.</p>
<div class="card figure">${trusted(picture)}</div>`;
}

const OTHER_TIERS: Readonly<Record<string, string>> = {
  storage: 'Container native storage',
  unknown: 'Unknown',
};

function headerOf(report: Report): Markup {
  const { scenario, requests, startup } = report;
  const declared = report.edges.filter((edge) => edge.declared);
  const observed = declared.filter((edge) => edge.observed).length;
  const failedShare =
    requests.sent === 0 ? null : `${formatShare(requests.failed / requests.sent)} of those sent`;
  return markup`<header>
<p class="kicker">Simulation of ${report.blueprint.name}, scenario ${scenario.name}, ${formatMs(scenario.durationMs)}</p>
<h1>${report.blueprint.title}</h1>
${scenario.description !== '' && markup`<p class="lead">${scenario.description}</p>`}
<div class="verdict ${report.verdict}">${iconOf(report.verdict)}<div><strong>${VERDICT_WORDS[report.verdict]}</strong><p>${explainVerdict(report)}</p></div></div>
<dl class="figures">
${figure('Requests sent', formatCount(requests.sent), `of ${formatCount(requests.scheduled)} scheduled`)}
${figure('Failed', formatCount(requests.failed), failedShare, requests.failed > 0)}
${figure('Dropped', formatCount(requests.dropped), 'never sent', requests.dropped > 0)}
${figure('Edges observed', formatShare(report.coverage), `${observed} of ${declared.length} declared`)}
${figure('Ready after', formatMs(startup.readyMs), 'every service up')}
${figure('First answer after', formatMs(startup.firstAnswerMs), 'through all tiers')}
</dl>
</header>`;
}

function figure(name: string, value: string, more: string | null, isAlert = false): Markup {
  return markup`<div><dt>${name}</dt><dd${isAlert ? markup` class="alert"` : null}>${value}<small>${more}</small></dd></div>`;
}

/** A sign beside the word, so that the verdict does not hang on colour alone. */
function iconOf(verdict: RunVerdict): Markup {
  const signs: Readonly<Record<RunVerdict, Markup>> = {
    pass: markup`<path d="M14 23l6 6 11-13"/>`,
    fail: markup`<path d="M15 15l14 14M29 15l-14 14"/>`,
    invalid: markup`<path d="M22 12v13M22 31v.5"/>`,
    inconclusive: markup`<path d="M16.5 17.5a5.5 5.5 0 1 1 8 4.9c-1.7.9-2.5 1.8-2.5 3.6M22 31.5v.5"/>`,
    unjudged: markup`<path d="M14 22h16"/>`,
  };
  return markup`<svg viewBox="0 0 44 44" aria-hidden="true" fill="none" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"><circle cx="22" cy="22" r="20" stroke="var(--tone)"/><g stroke="var(--tone)">${signs[verdict]}</g></svg>`;
}

function recordSection(report: Report): Markup {
  const rows: readonly (readonly [string, MarkupPart])[] = [
    ['Run it again', markup`<code class="command">${report.replay}</code>`],
    ['Seed', String(report.seed)],
    ['Plan', markup`<code>${report.planHash}</code>`],
    ['Blueprint', markup`${report.blueprint.file}<br><code>${report.blueprintDigest}</code>`],
    ['Scenario', `${report.scenario.name}, ${formatMs(report.scenario.durationMs)}`],
    ['Lintel', `${report.lintelVersion}, report format ${report.schemaVersion}`],
  ];
  return markup`<section id="record"><h2>Run record</h2>
<p>The same seed gives the same plan of arrivals, payloads and faults.</p>
<div class="card"><dl class="record">${rows.map(([name, value]) => markup`<dt>${name}</dt><dd>${value}</dd>`)}</dl></div></section>
`;
}
