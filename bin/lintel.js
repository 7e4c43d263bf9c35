#!/usr/bin/env node
// Hands argv and the process to `main`. The version is answered before anything is loaded.
const argv = process.argv.slice(2);
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
  console.log(require('../package.json').version);
} else {
  const { bundleFor, loadProgram } = require('./load-program.js');
  loadProgram(bundleFor(argv))
    .program.main(argv, process)
    .then((exitCode) => {
      process.exitCode = exitCode;
    });
}
