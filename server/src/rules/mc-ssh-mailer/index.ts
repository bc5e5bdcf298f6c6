// MAILER(`ssh') without its user or folder.
import { libraryRule, whereComplete } from "../shapes/library-rule.ts";

export const rule = libraryRule(
  {
    code: "mc-ssh-mailer",
    title: "MAILER(ssh) needs its user and folder defined above it",
    severity: "error",
    kinds: ["mc"],
    fix: "none",
    versions: ">=8.15.2",
    guidance: "readme",
    sources: ['cf/README, section "MAILER"', "m4 library: SSH_MAILER_USER must be defined before MAILER(`ssh')"],
  },
  ["ssh-without-user", "ssh-without-dir"],
  whereComplete(({ id }) => {
    const name = id === "ssh-without-user" ? "SSH_MAILER_USER" : "SSH_MAILER_DIR";
    return {
      message: `MAILER(\`ssh') needs ${name}, which is not defined above this line.\nm4 reports an error, and the mailer does not work. Put define(\`${name}', ...) above.`,
    };
  }),
);
