import { UserError } from '../diagnostics/user-error.ts';

const HINTS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full: make room and run again; nothing was changed',
  EDQUOT: 'the disk quota is used up: make room and run again; nothing was changed',
  EROFS: 'the file system is read-only: choose another output folder',
  EACCES: 'you may not write there: choose another output folder or change its permissions',
  EPERM: 'you may not write there: choose another output folder or change its permissions',
  ENOTDIR: 'a file stands where a folder is needed: choose another output folder',
  EIO: 'the disk reports an error: choose another output folder, and look after the disk',
  EMFILE: 'too many files are open on this machine: close some and run again',
};

const READING_HINTS: Readonly<Record<string, string>> = {
  EACCES: 'you may not read it: change its permissions, or those of the folders that it is in',
  EPERM: 'you may not read it: change its permissions, or those of the folders that it is in',
  EIO: 'the disk reports an error: look after the disk',
  EMFILE: HINTS['EMFILE'] ?? '',
};

/** Returns what failed in a write as a UserError `environment`, with what to do about it. */
export function environmentError(what: string, cause: unknown): UserError {
  return withReason(what, cause, HINTS);
}

/** As `environmentError`, where something could not be read. */
export function readingError(path: string, cause: unknown): UserError {
  return withReason(`cannot read ${path}`, cause, READING_HINTS);
}

function withReason(what: string, cause: unknown, hints: Readonly<Record<string, string>>): UserError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const reason = code !== '' ? code : cause instanceof Error ? cause.message : String(cause);
  return new UserError('environment', `${what}: ${reason}`, hints[code]);
}

/** True if a file system call failed with this code. */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
