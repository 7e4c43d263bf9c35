/** A text without this word suppresses nothing, so nothing of it has to be looked at. */
export const SUPPRESSION_WORD = 'lintel-disable';
