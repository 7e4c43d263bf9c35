import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Repository, repositoryPath } from '../repository.ts';

/** Where a file is, as SARIF says it. */
export interface FileUri {
  /** Relative to the root of the repository where `uriBaseId` is there; else absolute. Percent-encoded. */
  readonly uri: string;
  readonly uriBaseId?: typeof SOURCE_ROOT;
}

export const SOURCE_ROOT = '%SRCROOT%';

/** Returns the URI of a file that the user named: relative if it lies in the repository. */
export function fileUri(shown: string, repository: Repository): FileUri {
  const path = repositoryPath(shown, repository);
  if (path === null) return { uri: pathToFileURL(resolve(repository.cwd, shown)).href };
  // Half a surrogate pair has no encoding.
  const segments = path.replace(/\p{Cs}/gu, '\uFFFD').split('/');
  return { uri: segments.map(encodeURIComponent).join('/'), uriBaseId: SOURCE_ROOT };
}
