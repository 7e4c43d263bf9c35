import { type Change, OBSTACLES, type Obstacle } from '../api/generate.ts';

/** What is in the way, and what helps: a flag only where it does. */
const WORDS: Readonly<Record<Obstacle, readonly [string, string]>> = {
  'same-place': [
    'files that you changed would have to change again in the same places',
    'see --diff; or take both with --conflict markers, yours with ours, what is generated with theirs',
  ],
  'no-text': [
    'files that you changed are no UTF-8 text, so that nothing can be merged into them',
    'keep yours with --conflict ours, or take what is generated with theirs: a copy of yours is kept in .lintel/replaced',
  ],
  'not-written': [
    'files stand where others would be written, and Lintel did not write them',
    'name another folder with -o; or keep them with --conflict ours, take what is generated with theirs, both with markers',
  ],
  'no-file': [
    'something that is no regular file stands where a file would be written',
    'move it away, or name the file in .lintelignore: Lintel writes into no link, whatever --conflict says',
  ],
  occupied: [
    'files stand where others would move, as their element is called otherwise now',
    'move or delete one of the two: --conflict decides nothing between two files',
  ],
};

/** Returns what is said of the conflicts that forbid a write: for each kind of them two lines, a sentence and what helps. */
export function formatConflicts(changes: readonly Change[]): readonly string[] {
  const met = new Set(changes.map((change) => (change.state === 'conflict' ? change.obstacle : null)));
  return OBSTACLES.filter((obstacle) => met.has(obstacle)).flatMap((obstacle) => {
    const [sentence, hint] = WORDS[obstacle];
    return [`error: ${sentence}; nothing was written`, `  hint: ${hint}`];
  });
}
