// A real Neovim with the recipe of docs/editors.md, word for word: it attaches, and shows what the command line says.
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundle } from "../../../scripts/build.mjs";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const dir = mkdtempSync(path.join(tmpdir(), "sendmail-nvim-"));
const bin = path.join(dir, "bin");
/** The folder that is edited. */
const folder = path.join(dir, "open-relay");

beforeAll(async () => {
  cpSync(path.join(ROOT, "examples/open-relay"), folder, { recursive: true });
  mkdirSync(bin);
  const entryPoints = { cli: path.join(ROOT, "server/src/cli.ts") };
  await bundle({ platform: "node", format: "cjs", entryPoints, outdir: dir });
  // The command that the recipe names.
  const command = path.join(bin, "sendmail-lint");
  writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${path.join(dir, "cli.js")}' "$@"\n`);
  chmodSync(command, 0o755);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** A program with the command on its path, and folders of its own. */
function run(program: string, ...args: string[]): { readonly said: string; readonly stdout: string } {
  const env = {
    ...process.env,
    PATH: `${bin}${path.delimiter}${process.env.PATH}`,
    HOME: dir,
    XDG_CONFIG_HOME: dir,
    XDG_DATA_HOME: dir,
    XDG_STATE_HOME: dir,
    XDG_CACHE_HOME: dir,
  };
  const { stdout, stderr, error } = spawnSync(program, args, { env, encoding: "utf8", timeout: 120_000 });
  if (error !== undefined) throw error;
  return { stdout, said: `${stdout}\n${stderr}` };
}

/** The version of the Neovim that is installed, as major and minor number. Throws where there is none. */
function version(): readonly [number, number] {
  const [, major, minor] = /NVIM v(\d+)\.(\d+)/.exec(run("nvim", "--version").stdout) ?? [];
  if (major === undefined || minor === undefined) throw new Error("no Neovim: install the Debian package neovim");
  return [Number(major), Number(minor)];
}

/** The first block of Lua below a heading of the page. */
function recipe(heading: string): string {
  const page = readFileSync(path.join(ROOT, "docs/editors.md"), "utf8");
  const [, text = ""] = page.split(`\n${heading}\n`);
  const [, lua] = /```lua\n([\s\S]*?)```/.exec(text) ?? [];
  if (lua === undefined) throw new Error(`no recipe below ${heading}`);
  return lua;
}

/** Waits for findings, then writes them, the hover on a word, and what the outline and the report have. */
const QUESTIONS = `
local function write()
  local there = vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 50)
  local codes = {}
  for _, one in ipairs(vim.diagnostic.get(0)) do table.insert(codes, (one.lnum + 1) .. " " .. one.code) end
  local function ask(method, params)
    local answers = vim.lsp.buf_request_sync(0, method, params, 20000) or {}
    for _, answer in pairs(answers) do return answer.result end
  end
  local file = { uri = vim.uri_from_bufnr(0) }
  vim.fn.search("promiscuous_relay")
  local hover = ask("textDocument/hover", vim.lsp.util.make_position_params())
  local symbols = ask("textDocument/documentSymbol", { textDocument = file })
  local names = {}
  for _, one in ipairs(symbols or {}) do table.insert(names, one.name) end
  -- What the page says that such an editor gets, in numbers.
  local here = vim.lsp.util.make_position_params()
  local whole = { start = { line = 0, character = 0 }, ["end"] = { line = 20, character = 0 } }
  local counts = {}
  local function count(method, params) counts[method] = #(ask("textDocument/" .. method, params) or {}) end
  count("definition", here)
  count("references", { textDocument = here.textDocument, position = here.position, context = { includeDeclaration = true } })
  count("documentHighlight", here)
  count("foldingRange", { textDocument = file })
  count("selectionRange", { textDocument = file, positions = { here.position } })
  count("codeAction", { textDocument = file, range = whole, context = { diagnostics = {} } })
  local tokens = ask("textDocument/semanticTokens/full", { textDocument = file })
  counts.tokens = tokens and #tokens.data / 5
  local access = { uri = vim.uri_from_fname(vim.fn.expand("%:p:h") .. "/access") }
  count("formatting", { textDocument = access, options = { tabSize = 8, insertSpaces = false } })
  local gmail = { line = 5, character = 10 }
  local edit = ask("textDocument/rename", { textDocument = access, position = gmail, newName = "renamed.example" })
  counts.rename = vim.tbl_count(edit and edit.changes or {})
  count("codeLens", { textDocument = file })
  local all = { start = { line = 0, character = 0 }, ["end"] = { line = 40, character = 0 } }
  count("inlayHint", { textDocument = access, range = all })
  count("rangeFormatting", { textDocument = access, range = all, options = { tabSize = 8, insertSpaces = false } })
  local some = ask("textDocument/semanticTokens/range", { textDocument = file, range = all })
  counts.someTokens = some and #some.data / 5
  local may = ask("textDocument/prepareRename", { textDocument = access, position = gmail })
  counts.prepareRename = may and 1 or 0
  -- In the quotes of a call there are proposals, and its arguments are named.
  local quoted = { textDocument = file, position = { line = here.position.line, character = 9 } }
  local proposed = ask("textDocument/completion", quoted)
  counts.completion = #(proposed and (proposed.items or proposed) or {})
  local help = ask("textDocument/signatureHelp", quoted)
  counts.signatureHelp = #(help and help.signatures or {})
  counts.symbols = #(ask("workspace/symbol", { query = "relay" }) or {})
  -- The findings of the other files of the server.
  local others = {}
  vim.wait(20000, function()
    for _, one in ipairs(vim.diagnostic.get()) do
      others[vim.fn.fnamemodify(vim.api.nvim_buf_get_name(one.bufnr), ":t")] = true
    end
    return vim.tbl_count(others) > 2
  end, 50)
  local answer = { counts = counts, others = vim.fn.sort(vim.tbl_keys(others)), there = there, type = vim.bo.filetype, codes = codes, names = names, hover = hover and hover.contents.value }
  vim.fn.writefile({ vim.json and vim.json.encode(answer) or vim.fn.json_encode(answer) }, ANSWER)
end
local ok, why = pcall(write)
if not ok then vim.fn.writefile({ vim.fn.json_encode({ why = tostring(why) }) }, ANSWER) end
vim.cmd("qa!")
`;

test("the recipe attaches the server: findings, hover and outline are there", () => {
  const [major, minor] = version();
  const isNew = major > 0 || minor >= 11;
  const init = path.join(dir, "init.lua");
  const questions = path.join(dir, "questions.lua");
  const answer = path.join(dir, "answer.json");
  writeFileSync(init, recipe(isNew ? "## Neovim" : "### Neovim 0.7 to 0.10"));
  writeFileSync(questions, `local ANSWER = ${JSON.stringify(answer)}\n${QUESTIONS}`);
  const file = path.join(folder, "sendmail.mc");
  const { said } = run("nvim", "--headless", "-i", "NONE", "-n", "-u", init, file, "-c", `luafile ${questions}`);
  const { there, type, codes, names, hover, why, counts, others } = JSON.parse(readFileSync(answer, "utf8"));
  expect(why, said).toBeUndefined();
  expect(there, said).toBe(true);
  expect(type).toBe("sendmail-mc");
  expect(hover).toContain("promiscuous_relay");
  expect(names).toContain("Features");
  const { tokens, symbols, ...answers } = counts;
  expect(answers).toMatchObject({
    definition: expect.any(Number),
    references: 3,
    documentHighlight: 2,
    selectionRange: 1,
    rename: 1,
  });
  for (const [name, count] of Object.entries({ tokens, symbols, ...answers })) expect(count, name).toBeGreaterThan(0);
  expect(others).toEqual(expect.arrayContaining(["access", "relay-domains", "sendmail.mc"]));
  const found = JSON.parse(run("sendmail-lint", "check", "--format", "json", folder).stdout) as {
    file: string;
    code: string;
    range: { start: { line: number } };
  }[];
  const expected = found
    .filter((one) => one.file.endsWith("sendmail.mc"))
    .map(({ code, range }) => `${range.start.line + 1} ${code}`);
  expect(expected.length).toBeGreaterThan(5);
  expect(codes.toSorted()).toEqual(expected.toSorted());
});
