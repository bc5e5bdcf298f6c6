// A small .cf for the tests of relaying, in its lines.

/** What comes before the rules: names, an option, mailers. */
export const CF_HEAD: readonly string[] = [
  "V10",
  "Cwmx.example.com",
  "O DontProbeInterfaces=true",
  "Mlocal, P=/bin/true, F=lsDFM, A=true",
  "Mprog, P=/bin/sh, F=l, A=sh",
  "Msmtp, P=[IPC], F=mD, A=TCP $h",
];

/** The rules that sendmail needs: addresses as `user<@domain>`; all mail goes by smtp but what is for class w. */
export const CF_RULES: readonly string[] = [
  "S3",
  "R$* < $* > $*\t$2",
  "R$+ @ $+\t$: $1 < @ $2 >",
  "S0",
  "R$+ < @ $=w >\t$#local $: $1",
  "R$+ < @ $+ >\t$#smtp $@ $2 $: $1 @ $2",
  "R$+\t$#local $: $1",
  "S4",
  "R$+ < @ $+ >\t$1 @ $2",
];
