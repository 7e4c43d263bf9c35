#!/usr/bin/env node
// Hands argv and the process to `start`. The version is answered before anything is loaded.
//
// The command line is a bundle in dist/, loaded together with the code cache that the build made of it, if it made one. V8 then
// takes the functions that validating and generating need ready-made out of the cache, where it would have to parse and compile them,
// which takes longer than to run them. All of that stands in this one file: to find and read a second takes half a millisecond.
const { readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

function start() {
  const argv = process.argv.slice(2);
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    console.log(require('../package.json').version);
    return;
  }
  loadProgram(bundleFor(argv)).program.start(argv, process);
}

/** Returns the name of the bundle that has a command in it: `validate` has one of its own, and is in the whole one too. */
function bundleFor(argv) {
  return argv[0] === 'validate' ? 'validate' : 'lintel';
}

/** Returns the exports of a bundle, and the script that it is. */
function loadProgram(name) {
  const bundle = join(__dirname, `../dist/${name}.cjs`);
  // The bundle is ASCII, which is read faster as Latin-1.
  const script = new Script(readFileSync(bundle, 'latin1'), {
    filename: bundle,
    cachedData: readCache(name),
  });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module, bundle, dirname(bundle));
  return { program: module.exports, script };
}

/** V8 refuses what another version of itself has made; what another processor made, nobody promises to. */
function cacheOf(name) {
  return join(__dirname, `../dist/${name}-${process.version}-${process.platform}-${process.arch}.cache`);
}

/** Without a cache, or with one that V8 refuses, everything works as well, only later. */
function readCache(name) {
  try {
    return readFileSync(cacheOf(name));
  } catch {
    return undefined;
  }
}

// The build loads this file for what it exports.
if (require.main === module) start();

module.exports = { cacheOf, loadProgram };
