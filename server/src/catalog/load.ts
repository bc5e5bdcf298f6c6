// Reads the data files into records: the only place that knows which files there are.
import accessActions from "./data/access-actions.yaml";
import accessTags from "./data/access-tags.yaml";
import builtins from "./data/builtins.yaml";
import daemonOptions from "./data/daemon-options.yaml";
import defines from "./data/defines.yaml";
import domains from "./data/domains.yaml";
import features from "./data/features.yaml";
import files from "./data/files.yaml";
import guidance from "./data/guidance.yaml";
import hacks from "./data/hacks.yaml";
import macros from "./data/macros.yaml";
import mailers from "./data/mailers.yaml";
import mapTypes from "./data/map-types.yaml";
import milters from "./data/milters.yaml";
import options from "./data/options.yaml";
import ostypes from "./data/ostypes.yaml";
import queueGroups from "./data/queue-groups.yaml";
import snippets from "./data/snippets.yaml";
import words from "./data/words.yaml";
import type { CatalogRecord } from "./types.ts";

/** A data file as it is written: kind -> name -> the rest of the record. */
type DataFile = Readonly<Record<string, Readonly<Record<string, object>> | null>> | null;

/** The data files by name, as JSON text: parsed only when the first question is asked. */
const texts: Readonly<Record<string, string>> = {
  "access-actions": accessActions,
  "access-tags": accessTags,
  builtins,
  "daemon-options": daemonOptions,
  defines,
  domains,
  features,
  files,
  hacks,
  macros,
  mailers,
  "map-types": mapTypes,
  milters,
  options,
  ostypes,
  "queue-groups": queueGroups,
  snippets,
  words,
};

/** What a data file contains, by the file's name without `.yaml`. */
export function dataFiles(): ReadonlyMap<string, DataFile> {
  return new Map(Object.entries(texts).map(([name, json]) => [name, JSON.parse(json) as DataFile]));
}

export interface GuidanceData {
  readonly base: string;
  readonly topics: Readonly<Record<string, GuidanceTopic>>;
}

interface GuidanceTopic {
  readonly title: string;
  readonly page?: string;
  readonly url?: string;
  readonly before?: string;
}

/** What data/guidance.yaml says; its shape is held by the schema test. */
export function loadGuidance(): GuidanceData {
  return JSON.parse(guidance) as GuidanceData;
}

/** All records of all files, in file order. Their shape is held by the schema test, so nothing is checked here. */
export function loadRecords(): readonly CatalogRecord[] {
  const records: CatalogRecord[] = [];
  for (const file of dataFiles().values())
    for (const [kind, byName] of Object.entries(file ?? {}))
      for (const [name, rest] of Object.entries(byName ?? {}))
        records.push({ kind, name, ...rest } as unknown as CatalogRecord);
  return records;
}
