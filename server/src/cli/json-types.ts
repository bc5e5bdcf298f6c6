/**
 * What `sendmail-lint` writes with `--format json`, for programs that read it: the types of the npm package. Positions are zero-based
 * and count UTF-16 code units, as in the language server protocol; lines of decisions and grants count from 1.
 */

/** A place in a file. */
export interface JsonRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** `check --format json` writes a list of these. */
export interface JsonFinding {
  /** The path as it was given, or as it was found below a folder that was given. */
  readonly file: string;
  readonly range: JsonRange;
  readonly severity: "error" | "warning" | "information" | "hint";
  /** The rule: it never changes its meaning. */
  readonly code: string;
  /** The first line is a sentence that stands alone. */
  readonly message: string;
  /** Where to read more: a page of sendmail.org, or `sendmail-rule:/CODE.md`. */
  readonly href: string;
  /** Titles of the fixes that there are. */
  readonly fixes: readonly string[];
}

/** A line of a file that decides; null where it is none. Lines count from 1. */
export interface JsonPlace {
  readonly file: string | null;
  readonly line: number | null;
}

/** `relay --format json` writes one of these on each line. */
export interface JsonGrant {
  readonly grade: "open" | "forgeable" | "wide" | "intended";
  readonly who: string;
  readonly to: string;
  readonly reason: string;
  readonly because: readonly JsonPlace[];
  /** The transaction that proves it. */
  readonly witness: object | null;
  readonly certain: boolean;
}

/** The last line of `relay --format json` where others may be able to relay as well. */
export interface JsonIncomplete {
  readonly complete: false;
  readonly why: readonly (JsonPlace & { readonly text: string })[];
}

/** `relay --query` writes one of these for each line that it reads. */
export interface JsonDecision {
  readonly accepted: boolean;
  readonly stage: "connect" | "mail" | "rcpt" | null;
  readonly reply: { readonly code: number; readonly dsn: string; readonly text: string } | null;
  readonly relayed: boolean;
  readonly because: readonly (JsonPlace & { readonly text: string })[];
  /** False where something that is not known has a say; `cause` names it. */
  readonly certain: boolean;
  readonly cause?: string;
}

/** What `relay --query` writes for a line that is no query. */
export interface JsonQueryError {
  readonly error: string;
}

/** `check --write-baseline` writes this. */
export interface JsonBaseline {
  readonly version: 1;
  readonly findings: readonly {
    /** From the folder of the baseline, with slashes. */
    readonly file: string;
    readonly code: string;
    /** The same as long as the line is, wherever it is in the file. */
    readonly fingerprint: string;
  }[];
}
