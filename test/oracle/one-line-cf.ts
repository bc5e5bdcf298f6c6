// A .cf that sendmail starts with, around one line on trial.

/** The line of the file that is on trial, from 1. */
export const TRIED_LINE = 6;

/** The file, with the mailers that a host may name. @param dir the folder of the queue */
export function cfAround(line: string, dir: string): string {
  return [
    "V10/Berkeley",
    "O DontProbeInterfaces=True",
    `O QueueDirectory=${dir}`,
    "Djmx.sane.example",
    "DnMAILER-DAEMON",
    line,
    "Mlocal, P=/bin/true, F=l, A=x",
    "Mprog, P=/bin/true, F=l, A=x",
    "S0",
    "R$*\t$#local $: $1",
    "",
  ].join("\n");
}
