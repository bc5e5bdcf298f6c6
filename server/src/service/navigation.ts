// What the service answers to those who find their way: outline, links, definitions, references, names and their renaming.
import type {
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Location,
  Position,
  Range,
  SelectionRange,
  TextEdit,
  WorkspaceEdit,
  WorkspaceSymbol,
} from "vscode-languageserver-types";
import type { EditorFeatures, FileLink, PrepareRename } from "../features/editor.ts";
import type { FeatureOptions } from "../features/options.ts";
import { isAt } from "../features/ranges.ts";
import { findSymbols } from "../features/symbols.ts";
import { type Checkpoint, GO_ON, type Judge } from "../judge.ts";
import type { MailSite } from "../site/types.ts";
import type { Judges } from "./judges.ts";

export interface Navigation {
  /** The parts of a file, for outline and breadcrumbs. */
  outline(uri: string, checkpoint?: Checkpoint): Promise<readonly DocumentSymbol[]>;
  folding(uri: string, checkpoint?: Checkpoint): Promise<readonly FoldingRange[]>;
  /** Files and pages that a text names; those that are not there are left out. */
  links(uri: string, checkpoint?: Checkpoint): Promise<readonly DocumentLink[]>;
  /** For each position the stretches around it, from the smallest to the whole file; [] for a file that is none of ours. */
  selectionRanges(
    uri: string,
    positions: readonly Position[],
    checkpoint?: Checkpoint,
  ): Promise<readonly SelectionRange[]>;
  /** Where the name at a position gets its meaning, or the file that is named there; in each site that reads the file. */
  definition(uri: string, position: Position, checkpoint?: Checkpoint): Promise<readonly Location[]>;
  /** Where the name at a position is used, in each site that reads the file. `declaration`: and where it is defined. */
  references(
    uri: string,
    position: Position,
    declaration: boolean,
    checkpoint?: Checkpoint,
  ): Promise<readonly Location[]>;
  highlights(uri: string, position: Position, checkpoint?: Checkpoint): Promise<readonly DocumentHighlight[]>;
  /** The name at a position, where it can get another one; a sentence where it keeps the one that it has. */
  prepareRename(uri: string, position: Position, checkpoint?: Checkpoint): Promise<PrepareRename | string | undefined>;
  /** The changes of all files that give the name at a position another one; a sentence where it cannot have that one. */
  rename(
    uri: string,
    position: Position,
    name: string,
    checkpoint?: Checkpoint,
  ): Promise<WorkspaceEdit | string | undefined>;
  /** Encoded as the protocol needs it; `range`: the lines that are wanted, all without it. */
  semanticTokens(uri: string, range: Range | undefined, checkpoint?: Checkpoint): Promise<readonly number[]>;
  /** Changes that make a file tidy and mean the same; `range`: only of the lines that it touches. */
  format(uri: string, range: Range | undefined, checkpoint?: Checkpoint): Promise<readonly TextEdit[]>;
  /** Parts of all files of the sites that are in use whose names have the letters of a query in this order. */
  symbols(query: string, checkpoint?: Checkpoint): Promise<readonly WorkspaceSymbol[]>;
}

/** Makes it. */
export function navigationOf(features: EditorFeatures, judges: Judges): Navigation {
  /** What each site of a file answers. */
  const each = async <T>(
    uri: string,
    checkpoint: Checkpoint = GO_ON,
    ask: (site: MailSite, options: FeatureOptions) => T | undefined,
    needsBuilt = false,
  ): Promise<readonly T[]> => {
    const { judge, sites } = await judges.sitesOf(uri, checkpoint);
    const answers: T[] = [];
    for (const site of sites) {
      const options = await judge.optionsFor(site);
      const isBuilt = needsBuilt && site.cf !== undefined;
      const all = isBuilt ? { ...options, built: await judge.cfOf(site) } : options;
      await checkpoint();
      const answer = ask(site, all);
      if (answer !== undefined) answers.push(answer);
    }
    return answers;
  };
  /** The lists of all sites as one, each item once. */
  const all = async <T>(...question: Parameters<typeof each<readonly T[]>>): Promise<readonly T[]> =>
    once((await each(...question)).flat());
  /** The list of the first site that has one. */
  const first = async <T>(...question: Parameters<typeof each<readonly T[]>>): Promise<readonly T[]> =>
    (await each(...question))[0] ?? [];

  /** Looks for the files that links name; a link to none is left out. */
  const resolved = async (
    judge: Judge,
    site: MailSite,
    links: readonly FileLink[],
  ): Promise<readonly DocumentLink[]> => {
    const found: DocumentLink[] = [];
    for (const { path, ...link } of links) {
      const target = link.target ?? (path === undefined ? undefined : await judge.fileNamed(site, path));
      if (target !== undefined) found.push({ ...link, target });
    }
    return found;
  };
  const links = async (uri: string, checkpoint: Checkpoint = GO_ON): Promise<readonly DocumentLink[]> => {
    const { judge, sites } = await judges.sitesOf(uri, checkpoint);
    for (const site of sites) {
      const found = features.links(site, uri, await judge.optionsFor(site));
      await checkpoint();
      if (found !== undefined) return await resolved(judge, site, found);
    }
    return [];
  };

  return {
    outline: (uri, checkpoint) => first(uri, checkpoint, (site, options) => features.outline(site, uri, options)),
    folding: (uri, checkpoint) => first(uri, checkpoint, (site, options) => features.folding(site, uri, options)),
    links,
    selectionRanges: (uri, positions, checkpoint) =>
      first(uri, checkpoint, (site, options) =>
        positions.flatMap((position) => features.selection(site, uri, position, options) ?? []),
      ),
    async definition(uri, position, checkpoint) {
      const places = await all(
        uri,
        checkpoint,
        (site, options) => features.definition(site, uri, position, options),
        true,
      );
      const start = { line: 0, character: 0 };
      const named = (await links(uri, checkpoint)).flatMap(({ range, target }) =>
        target !== undefined && isAt(position, range) && !places.some((place) => place.uri === target)
          ? [{ uri: target, range: { start, end: start } }]
          : [],
      );
      return [...named, ...places];
    },
    references: (uri, position, declaration, checkpoint) =>
      all(uri, checkpoint, (site, options) => features.references(site, uri, position, declaration, options)),
    highlights: (uri, position, checkpoint) =>
      first(uri, checkpoint, (site, options) => features.highlights(site, uri, position, options)),
    async prepareRename(uri, position, checkpoint) {
      const answers = await each(uri, checkpoint, (site, options) => features.renamable(site, uri, position, options));
      return answers.find((answer) => typeof answer === "object") ?? answers[0];
    },
    async rename(uri, position, name, checkpoint) {
      const answers = await each(uri, checkpoint, (site, options) =>
        features.rename(site, uri, position, name, options),
      );
      const refusal = answers.find((answer) => typeof answer === "string");
      if (refusal !== undefined || answers.length === 0) return refusal;
      const changes: Record<string, TextEdit[]> = {};
      for (const answer of answers)
        if (typeof answer !== "string")
          for (const [file, edits] of Object.entries(answer.changes ?? {}))
            changes[file] = [...once([...(changes[file] ?? []), ...edits])];
      return { changes };
    },
    semanticTokens: (uri, range, checkpoint) =>
      first(uri, checkpoint, (site, options) => features.semanticTokens(site, uri, range, options)),
    format: (uri, range, checkpoint) =>
      first(uri, checkpoint, (site, options) => features.format(site, uri, range, options)),
    async symbols(query, checkpoint = GO_ON) {
      const outlines = new Map<string, readonly DocumentSymbol[]>();
      for (const judge of judges.all())
        for (const site of await judge.sites()) {
          const options = await judge.optionsFor(site);
          for (const uri of filesOf(site)) {
            await checkpoint();
            if (!outlines.has(uri)) outlines.set(uri, features.outline(site, uri, options) ?? []);
          }
        }
      return findSymbols(outlines, query);
    },
  };
}

/** URIs of all files that were read for a site. */
export function filesOf(site: MailSite): readonly string[] {
  return [site.id, ...site.tables.map((file) => file.uri), ...site.documents.keys()];
}

function once<T>(all: readonly T[]): readonly T[] {
  const seen = new Set<string>();
  return all.filter((one) => {
    const key = JSON.stringify(one);
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}
