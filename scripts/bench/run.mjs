// Prints each figure as a ratio against a floor measured in the same run, and writes them all as JSON.
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { measureGenerate } from './generate.mjs';
import { measureLarge } from './large.mjs';
import { measureMemory } from './memory.mjs';
import { measureSimulateStart } from './simulate-start.mjs';
import { measureStart } from './start.mjs';
import { measureThroughput } from './throughput.mjs';

const output = 'bench-results.json';
const measures = [
  measureStart,
  measureLarge,
  measureGenerate,
  measureSimulateStart,
  measureThroughput,
  measureMemory,
];

const figures = [];
for (const measure of measures) {
  process.stderr.write(`${measure.name} ...\n`);
  figures.push(...(await measure()));
}

const rows = figures.map((figure) => [
  figure.keeps ? 'ok' : 'MISSED',
  figure.name,
  format(figure.value, figure.unit),
  `goal ${figure.goal}`,
  figure.detail,
]);
const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
for (const row of rows)
  console.log(
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );

const machine = { cores: cpus().length, model: cpus()[0]?.model, node: process.version };
await writeFile(output, `${JSON.stringify({ schemaVersion: '1', machine, figures }, null, 2)}\n`);
console.log(`written to ${output}`);
process.exitCode = figures.every((figure) => figure.keeps) ? 0 : 1;

function format(value, unit) {
  return unit === 'x' ? `${value.toFixed(2)} x` : `${value.toFixed(unit === 's' ? 2 : 0)} ${unit}`;
}
