// @ts-check
/** Loaded before a program that is measured: at its end it tells what it used, in milliseconds and megabytes. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  // The other number begins with what the process that started this one had.
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const peak = Number(/^VmHWM:\s*([0-9]+)/m.exec(status)?.[1] ?? maxRSS) / 1_000;
  const used = { cpu: (userCPUTime + systemCPUTime) / 1_000, peakResident: peak };
  writeFileSync(process.env['TELL_USAGE'] ?? '', JSON.stringify(used));
});
