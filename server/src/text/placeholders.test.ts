// What a template leaves open, and what only looks like it.
import { describe, expect, test } from "vitest";
import { hasPlaceholder, masked, placeholders } from "./placeholders.ts";

describe("placeholders", () => {
  test.each([
    ["{{ domain }}", ["{{ domain }}"]],
    ["a <%= @domain %> b", ["<%= @domain %>"]],
    ["{% if x %}a{% endif %}", ["{% if x %}", "{% endif %}"]],
    ["<% unless x -%>", ["<% unless x -%>"]],
    ["{# a\ncomment #}", ["{# a\ncomment #}"]],
    [`__RELAY_HOST__ @DOMAIN@ %%NET%% \${SMART}`, ["__RELAY_HOST__", "@DOMAIN@", "%%NET%%", `\${SMART}`]],
    ["%NETWORK%", ["%NETWORK%"]],
    ["joe%HOST@a.example %s%S %[A-Z]% 50% OF %", []],
    // Names of sendmail's, of m4's, and of the file itself.
    [`$&{client_addr} \${name} $={Nets} __OSTYPE__ __file__ user@EXAMPLE.COM`, []],
    ["define(`__MINE__', `x')__MINE__", []],
    [`D{SMART}x\nR$*\t$: \${SMART}`, []],
    ["R$* {% $1", []],
  ])("of %j", (text, expected) => {
    expect(placeholders(text).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
    expect(hasPlaceholder(text)).toBe(expected.length > 0);
  });

  test("say nothing to m4, and leave all places as they are", () => {
    const text = "{% if relay %}\ndefine(`SMART_HOST', `{{ host }}')dnl\n{%- endif %}\n{% x %}FEATURE(`a')\n";
    const opaque = masked(text, "dnl");
    expect(opaque).toHaveLength(text.length);
    expect(opaque.replace(/\uE000+/g, "…")).toBe(
      "dnl           \ndefine(`SMART_HOST', `…')dnl\ndnl         \n       FEATURE(`a')\n",
    );
    expect(masked("a\n", "dnl")).toBe("a\n");
  });
});
