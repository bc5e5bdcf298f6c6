// Any text, however broken, gives a configuration that can be asked.
import fc from "fast-check";
import { expect, test } from "vitest";
import { readMailConfig } from "../../server/src/mc/index.ts";

test("any text gives a configuration", () => {
  const pieces = fc.constantFrom(
    "FEATURE(`",
    "access_db",
    "')",
    "dnl\n",
    "define(",
    "`",
    "'",
    "LOCAL_CONFIG\n",
    "RELAY_DOMAIN(",
    ",",
    "divert(",
    "-1)",
    "changequote([,])",
    "undefine(`define')",
    "include(`../m4/cf.m4')",
    "MAILER(smtp)",
    "popdef(`FEATURE')",
    "R$*\t$1\n",
    "_ARG2_",
    "POPDIVERT",
    "m4wrap(`FEATURE(`x')')",
    "builtin(`FEATURE')",
    "indir(`MAILER', `local')",
    "SITE(x)",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(pieces, { maxLength: 30 }).map((all) => all.join("")),
        fc.string(),
      ),
      (text) => {
        const config = readMailConfig({ name: "sendmail.mc", text }, {});
        expect(config.classes.length + config.errors.length + config.maps.length).toBeGreaterThanOrEqual(0);
        config.daemons();
        config.filters();
        for (const setting of config.settings) config.option(setting.name);
      },
    ),
    { numRuns: 2000 },
  );
});
