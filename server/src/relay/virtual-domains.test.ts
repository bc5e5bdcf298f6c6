// VIRTUSER_DOMAIN lets strangers send to its domains: the relay report counts it, and a table that sends on does not change that.
import { expect, it } from "vitest";
import { siteFrom } from "../site/testing.ts";
import { decide, defaultQuery, exposures } from "./index.ts";

const MC =
  "OSTYPE(`linux')dnl\ndefine(`confDOMAIN_NAME', `mx.example.net')dnl\nFEATURE(`virtusertable')dnl\nVIRTUSER_DOMAIN(`a.example')dnl\nMAILER(`local')dnl\nMAILER(`smtp')dnl\n";

it("a domain of VIRTUSER_DOMAIN is a grant of its line in the .mc", async () => {
  const site = await siteFrom({ "sendmail.mc": MC, virtusertable: "@a.example %1@b.example\n" });
  const places = exposures(site)
    .flatMap(({ because }) => because)
    .map(({ source, start, end }) => site.document(source)?.slice(start, end));
  expect(places).toContain("a.example");
});

it("strangers may send there, and not to where a line sends it on", async () => {
  const site = await siteFrom({ "sendmail.mc": MC, virtusertable: "@a.example %1@b.example\n" });
  const to = (recipient: string) => decide(site, { ...defaultQuery, recipient }).accepted;
  expect(to("u@a.example")).toBe(true);
  expect(to("u@b.example")).toBe(false);
});

it("domains of VIRTUSER_DOMAIN_FILE count as well", async () => {
  const site = await siteFrom({
    "sendmail.mc": MC.replace("VIRTUSER_DOMAIN(`a.example')", "VIRTUSER_DOMAIN_FILE(`/etc/mail/virtuser-domains')"),
    "virtuser-domains": "a.example\n",
  });
  const lines = exposures(site).flatMap(({ because }) => because.map(({ source }) => source));
  expect(lines).toContain("file:///etc/mail/virtuser-domains");
});
