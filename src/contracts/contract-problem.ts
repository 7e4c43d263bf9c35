/** Ends the reading of a contract; `loadContract` turns it into a result. It never leaves this folder. */
export class ContractProblem extends Error {
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.name = 'ContractProblem';
    this.hint = hint;
  }
}
