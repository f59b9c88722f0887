// @ts-check
/** Loaded before a program that is measured: at its end it tells what it used, in milliseconds and megabytes. */
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const used = { cpu: (userCPUTime + systemCPUTime) / 1_000, peakResident: maxRSS / 1_000 };
  writeFileSync(process.env['TELL_USAGE'] ?? '', JSON.stringify(used));
});
