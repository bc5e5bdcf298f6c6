// % and a digit in a password: sendmail fills in parts of the key there.
import { placeholderIn } from "../../kinds/authinfo/value.ts";
import { valueSpan } from "../edits/table-edits.ts";
import { loginRule } from "../facts/login-lines.ts";

export const rule = loginRule(
  {
    code: "authinfo-placeholder",
    title: "A password or name with % and a digit, which sendmail replaces",
    severity: "error",
    fix: "asks",
    versions: "*",
    guidance: "auth",
    sources: ["seen with sendmail and a server on loopback: %0 is the key, %1 is empty, %% is one %"],
  },
  ({ entry, server, login }, _context, report) => {
    const part = server.kind === "never" || login.fault !== undefined ? undefined : placeholderIn(login);
    if (part === undefined) return;
    report({
      span: valueSpan(entry, part),
      message: `sendmail replaces ${part.text}, so the server gets something else.\nIn every value of a map %0 is the key, and %1 to %9 are arguments, which are empty here. Write %% for one %.`,
      fixes: () => [
        {
          title: `Write %${part.text}: the server then gets ${part.text}`,
          grade: "asks",
          preferred: true,
          changes: [{ span: valueSpan(entry, part), newText: `%${part.text}` }],
        },
      ],
    });
  },
);
