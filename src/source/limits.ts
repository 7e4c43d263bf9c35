/** What a document may hold, so that any input is answered quickly and in little memory. */
export const LIMITS = {
  bytes: 4 * 1024 * 1024,
  /** Collections in each other, aliases resolved. */
  depth: 64,
  /** Keys, values and collections together, aliases resolved. */
  nodes: 200_000,
  keysPerMap: 10_000,
  aliases: 100,
  /** Tokens of the YAML lexer, comments, spaces and line ends included: bounds what blank lines alone can cost. */
  tokens: 1_000_000,
} as const;
