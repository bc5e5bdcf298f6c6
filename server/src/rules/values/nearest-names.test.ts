// "Did you mean": the slips that nobody sent, made of every name of the catalogue, and those that guides have.
import { describe, expect, it } from "vitest";
import { catalog } from "../../catalog/index.ts";
import { nearestSettings, slipOf } from "./nearest-names.ts";

/** Names that people write who know what they want and not what it is called. */
const GUESSED: Readonly<Record<string, string>> = {
  confSMTP_BANNER: "confSMTP_LOGIN_MSG",
  confLOGIN_MSG: "confSMTP_LOGIN_MSG",
  confTLS_CERT: "confSERVER_CERT",
  confSSL_KEY: "confSERVER_KEY",
  confCA_PATH: "confCACERT_PATH",
  confCIPHERS: "confCIPHER_LIST",
  confSSL_OPTIONS: "confSERVER_SSL_OPTIONS",
  confMAX_CHILDREN: "confMAX_DAEMON_CHILDREN",
  confMAX_CONNECTIONS: "confMAX_DAEMON_CHILDREN",
  confMILTERS: "confINPUT_MAIL_FILTERS",
  confINPUT_FILTERS: "confINPUT_MAIL_FILTERS",
  confAUTH_MECH: "confAUTH_MECHANISMS",
  confAUTH_METHODS: "confAUTH_MECHANISMS",
  confMAX_RCPT: "confMAX_RCPTS_PER_MESSAGE",
  confMAX_RECIPIENTS: "confMAX_RCPTS_PER_MESSAGE",
  confMAX_SIZE: "confMAX_MESSAGE_SIZE",
  confMAX_MESSAGE_LENGTH: "confMAX_MESSAGE_SIZE",
  confQUEUE_WARN: "confTO_QUEUEWARN",
  confIDENT_TIMEOUT: "confTO_IDENT",
  confTIMEOUT_CONNECT: "confTO_CONNECT",
  confDNS_TIMEOUT: "confTO_RESOLVER_RETRANS",
  confREJECT_LOAD: "confREFUSE_LA",
  confTEMP_MODE: "confTEMP_FILE_MODE",
  confDELIVERY: "confDELIVERY_MODE",
  confFREE_SPACE: "confMIN_FREE_BLOCKS",
  confCW: "confCW_FILE",
  confRELAY_DOMAINS: "confCR_FILE",
  confRELAY_HOST: "SMART_HOST",
  confALIAS_FILE: "ALIAS_FILE",
};

describe("a setting that sendmail does not have", () => {
  it.each(Object.entries(GUESSED))("%s is %s", (written, meant) => {
    expect(catalog.get("option", written)).toBeUndefined();
    expect(nearestSettings(written)[0]).toBe(meant);
  });

  it("is recognised by its name in the .cf, and with one slip in it, for every setting of the catalogue", () => {
    const wrong: string[] = [];
    let asked = 0;
    const records = catalog
      .all("option")
      .filter(({ removed, renamed }) => removed === undefined && renamed === undefined);
    for (const [n, { name, cf }] of records.entries()) {
      const plain = name.slice("conf".length);
      const words = plain.split("_");
      const slips = [
        plain.replaceAll("_", ""),
        `${plain}S`,
        plain.toLowerCase(),
        plain.replaceAll("_", "-"),
        `_${plain}`,
        [...words].reverse().join("_"),
        ...(plain.length > 8
          ? [plain.slice(0, 3) + plain.slice(4), plain.slice(0, 2) + plain[3] + plain[2] + plain.slice(4)]
          : []),
        ...(cf.kind === "option" ? [cf.name, cf.name.replace(/([a-z0-9])(?=[A-Z])|\./g, "$1_").toUpperCase()] : []),
      ];
      // Each setting with one slip: all of them would take seconds.
      const slip = `conf${slips[n % slips.length]}`;
      if (catalog.get("option", slip) !== undefined) continue;
      asked++;
      const [first] = nearestSettings(slip);
      if (first !== name) wrong.push(`${slip}: ${first ?? "nothing"}, and not ${name}`);
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(150);
  });

  it.each(["MY_HUB", "SITE_NAME", "confX", "LOCAL_NET", "MAIL_NET"])("%s may be the site's own", (name) => {
    expect(slipOf(name)).toBeUndefined();
  });
});
