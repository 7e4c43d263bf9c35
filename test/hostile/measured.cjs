// Loaded before a program: says on file descriptor 3 what the process has used when it ends.
const { writeSync } = require('node:fs');

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  writeSync(3, JSON.stringify({ residentMb: maxRSS / 1024, cpuMs: (userCPUTime + systemCPUTime) / 1000 }));
});
