// README says of settings and commands what the manifest has.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { ALL_RULES } from "../../server/src/rules/all.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const README = readFileSync(path.join(ROOT, "README.md"), "utf8");
const { contributes } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));

/** The rows of the table below a heading: the text of each cell. */
function rows(heading: string): readonly (readonly string[])[] {
  const [, part = ""] = new RegExp(`^## ${heading}\n(.*?)(?=^## )`, "ms").exec(README) ?? [];
  const lines = part.split("\n").filter((line) => line.startsWith("| "));
  return lines.slice(2).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

it("every setting is in the table, with its default", () => {
  const shown = new Map(rows("Settings").map(([name = "", standard = ""]) => [name.replaceAll("`", ""), standard]));
  const { properties } = contributes.configuration;
  expect([...shown.keys()].sort()).toEqual(Object.keys(properties).sort());
  for (const [name, standard] of shown) {
    const value = properties[name].default;
    const written = typeof value === "string" ? value : JSON.stringify(value);
    // What is detected where nothing is set, and an address that is long.
    if (written === "") expect(["", "detected"], name).toContain(standard);
    else if (/^https:/.test(written)) expect(written, name).toContain(standard);
    else expect(standard, name).toBe(`\`${written}\``);
  }
});

it("every command that the palette offers is in the table, under its name", () => {
  const palette = new Map(
    (contributes.menus.commandPalette ?? []).map(({ command, when }: { command: string; when?: string }) => [
      command,
      when,
    ]),
  );
  const offered = contributes.commands
    .filter(({ command }: { command: string }) => palette.get(command) !== "false")
    .map(({ category, title }: { category?: string; title: string }) => `${category ?? "Sendmail"}: ${title}`);
  expect(offered.length).toBeGreaterThan(10);
  const shown = rows("Commands").map(([name = ""]) => name);
  expect(offered.filter((name: string) => !shown.includes(name))).toEqual([]);
  // One row stands for the three tasks.
  const others = shown.filter((name) => !offered.includes(name) && !name.startsWith("Sendmail: Build, Check or"));
  expect(others).toEqual([]);
});

it("the number of rules is near the truth", () => {
  const [, number] = /^(\d+) rules, each/m.exec(README) ?? [];
  expect(Math.abs(Number(number) - ALL_RULES.length)).toBeLessThan(5);
});
