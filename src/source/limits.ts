/** What a document may hold, so that any input is answered quickly and in little memory. */
export const LIMITS = {
  bytes: 4 * 1024 * 1024,
  /** Collections in each other, aliases resolved. */
  depth: 64,
  /** Keys, values and collections together, aliases resolved. */
  nodes: 200_000,
  keysPerMap: 10_000,
  /** UTF-16 units of one key. */
  keyLength: 1000,
  /** UTF-16 units of one value as it is written. */
  valueLength: 100_000,
  aliases: 100,
  /**
   * Tokens of the YAML lexer, comments, spaces and line ends included: bounds what blank lines alone can cost, and, as each
   * node takes two at least, the nodes that are composed. A document without mistakes, anchors and rare features never gets
   * to the lexer and is bounded by its nodes alone.
   */
  tokens: 300_000,
} as const;
