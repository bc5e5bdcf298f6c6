// Says which configuration answers in address test mode, and what to do where there is none.
import type { Interpreter } from "../interpreter/index.ts";
import { baseName, pathOf } from "../site/paths.ts";
import type { InstalledLibrary } from "../site/version.ts";
import type { TestConfiguration } from "./index.ts";

/** A configuration that answers. @param library the one that it was built with, where it was built */
export function configurationIn(interpreter: Interpreter, library: InstalledLibrary | undefined): TestConfiguration {
  const { name, lines } = interpreter.cfText;
  const file = baseName(name);
  if (lines === undefined || library === undefined)
    return { kind: "there", interpreter, file, origin: `Configuration: ${file} as it is.` };
  const version = library.version === undefined ? "" : ` ${library.version}`;
  return {
    kind: "there",
    interpreter,
    file: file.replace(/\.mc$/, ".cf"),
    origin: `Configuration: built from ${file} with the m4 library of sendmail${version} in ${pathOf(library.uri)}.`,
  };
}

/** Why there is no configuration. @param isSite the file belongs to a mail server that we know of */
export function whyNone(library: InstalledLibrary | undefined, isSite: boolean): string {
  if (!isSite) return "There is no sendmail.cf for this file. Open a sendmail.mc, a sendmail.cf or a file beside one.";
  if (library !== undefined)
    return "m4 makes no complete sendmail.cf of this configuration. Fix what the Problems view shows for its .mc.";
  return (
    "There is no sendmail.cf to ask: no m4 library of sendmail was found. Install the package sendmail-cf, set " +
    "sendmail.cfDir to the folder that contains m4/cf.m4, or put the sendmail.cf beside the .mc."
  );
}
