import { describe, expect, it } from "vitest";
import { siteFrom } from "../../site/testing.ts";
import { mc } from "../testing.ts";
import type { Fix } from "../types.ts";
import { versionWords } from "./version-words.ts";

const site = await siteFrom({ "sendmail.mc": mc("define(`confAUTH_OPTIONS', `A')dnl") });
const at = (targetVersion: string | undefined) =>
  versionWords(site, targetVersion === undefined ? {} : { targetVersion });

function writing(newText: string): Fix {
  const span = { source: "x", start: 0, end: 0 };
  return { title: `Add ${newText}`, grade: "asks", changes: [{ span, newText }] };
}

describe("the words of a version", () => {
  it("keeps a message without newer words, and every message where the version is not known", () => {
    expect(at("8.9.3").said("Add FEATURE(`access_db').")).toBe("Add FEATURE(`access_db').");
    expect(at(undefined).said("Add greet_pause.")).toBe("Add greet_pause.");
  });

  it("says which version the words need, once for those that came together", () => {
    expect(at("8.9.3").said("Use confAUTH_MECHANISMS and TRUST_AUTH_MECH, or greet_pause.")).toBe(
      "Use confAUTH_MECHANISMS and TRUST_AUTH_MECH, or greet_pause.\n" +
        "This server runs sendmail 8.9.3: confAUTH_MECHANISMS and TRUST_AUTH_MECH need sendmail 8.10, and greet_pause needs sendmail 8.13.",
    );
  });

  it("does not say it again", () => {
    const message = "Add greet_pause, which came with sendmail 8.13.";
    expect(at("8.12.11").said(message)).toBe(message);
  });

  it("takes the name of a feature for one only where FEATURE is before it", () => {
    expect(at("8.12.11").said("Write conncontrol.")).toBe("Write conncontrol.");
    expect(at("8.12.11").said("Write FEATURE(`conncontrol').")).toMatch(/: conncontrol needs sendmail 8\.13\.$/);
  });

  it("leaves what the author wrote to the rule that reports it", () => {
    expect(at("8.9.3").said("Add p to confAUTH_OPTIONS.")).toBe("Add p to confAUTH_OPTIONS.");
    expect(at("8.9.3").possible([writing("confAUTH_OPTIONS")])).toHaveLength(1);
  });

  it("writes the old name of what was renamed", () => {
    expect(at("8.15.2").said("Add FEATURE(`blocklist_recipients').")).toBe("Add FEATURE(`blacklist_recipients').");
    expect(at("8.15.2").possible([writing("FEATURE(`blocklist_recipients')dnl")])).toEqual([
      writing("FEATURE(`blacklist_recipients')dnl"),
    ]);
    expect(at("8.16.1").said("Add FEATURE(`blocklist_recipients').")).toBe("Add FEATURE(`blocklist_recipients').");
  });

  it("offers no fix that writes a newer word", () => {
    expect(at("8.12.11").possible([writing("FEATURE(`greet_pause')"), writing("dnl")])).toEqual([writing("dnl")]);
    expect(at("8.13.0").possible([writing("FEATURE(`greet_pause')")])).toHaveLength(1);
  });
});
