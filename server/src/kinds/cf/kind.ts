// What m4 makes of a configuration, and sendmail reads: sendmail.cf, submit.cf.
import type { CompiledKind } from "../types.ts";

const NAMES = ["sendmail.cf", "submit.cf"];

export const kind: CompiledKind = {
  form: "compiled",
  name: "cf",
  languageId: "sendmail-cf",
  titles: ["Sendmail Configuration (generated)", "sendmail.cf"],
  about: "`sendmail.cf`, `submit.cf`: colours, and the way to the `.mc` beside it.",
  names: { own: NAMES, shared: [], old: [], extensions: ["cf"], includes: [] },
  globs: [],
  commands: ["explainRule", "testAddresses", "openSource"],
  comment: "#",
  hasName: (name) => NAMES.includes(name),
  recognises: () => true,
};
