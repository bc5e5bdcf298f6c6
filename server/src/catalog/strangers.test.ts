// Names that belong to many: the shape of their data, and what is told apart.
import { describe, expect, it } from "vitest";
import data from "./data/strangers.yaml";
import { isHoster, isMailProvider, isPublicAuthority, isWebmail, mailProviders } from "./strangers.ts";

const groups = JSON.parse(data) as Readonly<Record<string, readonly string[]>>;

describe("names of strangers", () => {
  it.each(["providers", "webmail", "own", "hosters"])("of the group %s are host names, each once", (group) => {
    const names = groups[group]?.flatMap((line) => line.split(" ")) ?? [];
    expect(names.length).toBeGreaterThan(9);
    expect(names.filter((name) => !/^[a-z\d-]+(\.[a-z\d-]+)+$/.test(name))).toEqual([]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it.each(groups.authorities ?? [])("the authority's pattern %s matches something, and not everything", (pattern) => {
    expect(pattern).toMatch(/[a-z]{4}/);
    expect("/C=DE/O=Example GmbH/CN=mail.example.com").not.toMatch(new RegExp(pattern, "i"));
  });

  it("providers are the library's, and services that send for anybody", () => {
    expect(["GMX.net", "sendgrid.net", "mail.protection.outlook.com"].filter((name) => !isMailProvider(name))).toEqual(
      [],
    );
    expect(["example.com", "berlin.de", "nus.edu.sg", "mail.gmx.net", ""].filter(isMailProvider)).toEqual([]);
    expect([...mailProviders()]).toEqual(expect.arrayContaining(["gmail.com", "gmx.net", "sendgrid.net"]));
  });

  it("large ones and hosters are groups of their own", () => {
    expect([isWebmail("Gmail.com"), isWebmail("sendgrid.net")]).toEqual([true, false]);
    expect([isHoster("AmazonAWS.com"), isHoster("ec2.amazonaws.com")]).toEqual([true, false]);
  });

  it.each([
    ["/C=US/O=Let+27s+20Encrypt/CN=R3", true],
    ["/C=US/O=Amazon/CN=Amazon+20RSA+202048+20M02", true],
    ["/O=CAcert+20Inc./CN=CAcert+20Class+203+20Root", true],
    ["/C=US/O=Amazonas+20Travel/CN=Our+20CA", false],
    ["/O=Example/OU=cacert/CN=ca.example.com", false],
    ["/CN=Entrusted+20Mail+20Example+20CA", false],
    ["", false],
  ])("the issuer %s: anyone's %s", (issuer, expected) => {
    expect(isPublicAuthority(issuer)).toBe(expected);
  });
});
