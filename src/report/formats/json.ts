import type { Report } from '../report.ts';

/** Returns the report as indented JSON with a line end: what `-f json` prints and `report.json` holds. */
export function formatJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
