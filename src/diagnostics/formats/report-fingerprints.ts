import type { Diagnostic } from '../diagnostic.ts';
import type { FindingsReport } from '../findings-report.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { type Repository, repositoryPath } from '../repository.ts';

/**
 * Returns the fingerprint of each finding of a report, those that do not count too, so that it stays the same when a finding
 * is suppressed. Files go by their paths in the repository, so it is the same in every working copy.
 */
export function reportFingerprints(
  { findings, suppressed }: FindingsReport,
  repository: Repository,
): (diagnostic: Diagnostic) => string {
  const all = [...findings, ...suppressed.map(({ diagnostic }) => diagnostic)];
  const fingerprints = fingerprintOf(all, (path) => repositoryPath(path, repository) ?? path);
  const byDiagnostic = new Map(all.map((diagnostic, index) => [diagnostic, fingerprints[index] ?? '']));
  return (diagnostic) => byDiagnostic.get(diagnostic) ?? '';
}
